/** Whether only the computer the core runs on can call the device port. @param url where devices post to. */
export function isThisComputerOnly(url: string): boolean {
  return URL.canParse(url) && /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname);
}
