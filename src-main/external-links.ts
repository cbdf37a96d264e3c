/** Which addresses may be handed to the operating system's browser or mail program. Pure. */

/** The public reference of the REST API that devices speak; the console links to nothing else outside the site. */
const externalHosts: ReadonlySet<string> = new Set(['cumulocity.com', 'www.cumulocity.com']);

const longestUrl = 2_000;
/** Spaces, control characters and backslashes never stand in a URL we wrote ourselves. */
const unfitCharacters = /[\s\p{Cc}\\]/u;
const bareMailAddress = /^[A-Za-z0-9._+-]+@([A-Za-z0-9.-]+)$/;

export function mayOpenExternally(url: string): boolean {
  if (url.length > longestUrl || unfitCharacters.test(url) || !URL.canParse(url)) return false;
  const target = new URL(url);
  if (target.protocol === 'https:') return isKnownPage(target);
  if (target.protocol === 'mailto:') return isKnownMailbox(target);
  return false;
}

function isKnownPage(target: URL): boolean {
  return target.username === '' && target.password === '' && target.port === '' && externalHosts.has(target.hostname);
}

/** Only a bare address: header fields (`?bcc=…&attach=…`) could make the mail program do more than open. */
function isKnownMailbox(target: URL): boolean {
  const domain = bareMailAddress.exec(target.pathname)?.[1];
  return target.search === '' && target.hash === '' && domain !== undefined && externalHosts.has(domain);
}
