/** Who is behind a request on the device listener, decided from its credential alone. */
import type { Role } from '#contract/tenants.ts';
import type { TokenPermission } from '#contract/tokens.ts';

/** An application with its token, only while `deviceListener.applications` is on. */
export interface TokenCaller {
  kind: 'token';
  tenant: string;
  /** `service_<name of the token>`. */
  userName: string;
  tokenId: number;
  permissions: readonly TokenPermission[];
  /** The devices and groups it is confined to; null = the whole site. */
  objectIds: readonly number[] | null;
  /** Requests a second; null = as any device. */
  ratePerSecond: number | null;
}

export type Caller =
  /** A device with its own secret. `deviceId` is null until a registered device has created its object. */
  | { kind: 'device'; tenant: string; userName: string; deviceId: number | null }
  /** A person, only while `deviceListener.applications` is on. */
  | { kind: 'user'; tenant: string; userName: string; role: Role }
  | TokenCaller
  /** The installation's bootstrap credential: may only ask for device credentials. */
  | { kind: 'bootstrap'; tenant: string; userName: string };
