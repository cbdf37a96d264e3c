/**
 * What guessers try first: words people fall back on, in English and Finnish, and runs along the keyboard.
 * Digits and signs around them do not help, so the words stand without.
 */
const words = `
aaaaaaaa abcdefgh abcdefghi access account administrator adminadmin aikapommi alarm alarms alexander amanda andrea
andrew angel anonymous apple arsenal asdfasdf asdfghjk asdfghjkl ashley austin autumn baseball basketball
batman bigdaddy blahblah blink buster butterfly canada changeit changeme charlie cheese chelsea chicken
chocolate christmas computer control controlroom cookie corvette cowboys dallas daniel default demo device
diamond dolphin dragon einstein electron engineer factory family ferrari finland firewall flower football
freedom friday friends fuckyou gateway gemini george ginger guest guitar hammer hannah harley heather helsinki
hockey honda house hunter iceman iloveyou iloveyouall industrial internet jaakiekko jackson jasmine jennifer
jessica johnny jordan joshua jussi justin juventus kahvikuppi kesakuu killer kirves kissakoira knight kokkola
koira lakers lemonade letmein liverpool login lovely lumiukko maggie maintenance manager marina master matrix
matthew maverick mercedes merlin metallica michael michelle midnight mobile monday money monitor monitoring monkey
monster mustang naruto nicholas ninja nokia nothing office operator orange passw0rd password passwordpassword
password1password patrick peanut pepper phoenix player playstation pokemon porsche princess public purple
qazwsxedc qazwsx qwerty qwertyuiop qwertyqwerty qwertyuiopasdfg qwer1234 raspberry ranger root router salasana
salasana1salasana salakala samantha samsung scada secret secretsecret security september server service shadow
silver simple sisu snoopy soccer spider spring starwars steelers summer sunday sunshine superman superuser support
suomi sysadmin system talvi technician tekniikka temperature temppassword test testing testtest thomas thunder
tiger tigger trustno username user valvomo valvoja victoria viewer warrior welcome whatever william windows winner
winter wizard xxxxxxxx yankees yellow zxcvbnm zxcvbnmasdfghjkl
`;

const common = new Set(words.split(/\s+/).filter((word) => word !== ''));

/** Letters that signs and digits stand for in passwords. */
const disguises: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };

function undisguised(text: string): string {
  return text.replace(/[013457@$!]/g, (sign) => disguises[sign] ?? sign);
}

/** The text without what is not a letter at its beginning and end. */
function bare(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

/** Whether the characters are a run such as `12345678901` or `7654321`. */
function isRun(text: string): boolean {
  const steps = new Set([...text].slice(1).map((char, at) => (char.charCodeAt(0) - text.charCodeAt(at) + 10) % 10));
  return /^\d+$/.test(text) && steps.size === 1;
}

/** Whether a password is one of those that guessers try first. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase();
  return isRun(lower) || [lower, bare(lower), undisguised(lower), bare(undisguised(lower)), undisguised(bare(lower))].some((text) => common.has(text));
}
