/** What the page may send with its calls; see DesktopBridge in the contract for what they mean. */
import { z } from 'zod';

/** A bare file name: no folder, no drive, no control characters, and not only dots. */
const fileNameSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\\/:*?"<>|\p{Cc}]+$/u)
  .refine((name) => !/^\.+$/.test(name));

const longestContent = 64 * 1024 * 1024;

export const noPayload = z.undefined();
export const saveFilePayload = z.strictObject({ suggestedName: fileNameSchema, content: z.string().max(longestContent) });
export const windowActionPayload = z.enum(['minimize', 'toggle-maximize', 'close']);
export const fullScreenPayload = z.boolean();
export const externalUrlPayload = z.string().max(2_000);
