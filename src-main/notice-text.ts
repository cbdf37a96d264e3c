/** Alarm texts carry names that anybody on the site's network may have chosen; this makes them fit an OS notice. Pure. */

const longestTitle = 120;
const longestBody = 400;

export interface NoticeText {
  title: string;
  body: string;
}

export function noticeText(title: string, body: string): NoticeText {
  return { title: plain(title, longestTitle), body: plain(body, longestBody) };
}

/** Linux notification servers read angle brackets as mark-up, links included; and a line may not be forged. */
function plain(text: string, longest: number): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll('<', '‹').replaceAll('>', '›').trim();
  const characters = Array.from(line);
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join('')}…`;
}
