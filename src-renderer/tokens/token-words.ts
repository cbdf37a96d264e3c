import { type TokenPermission, tokenPermissions } from '#contract/tokens.ts';

/** What permissions are about: `inventory` of `inventory:read`. */
export type TokenArea = TokenPermission extends `${infer Area}:${string}` ? Area : never;

/** One line of the form: an area with what may be done there. */
export interface AreaPermissions {
  area: TokenArea;
  read?: TokenPermission;
  write?: TokenPermission;
}

/** The permissions by area, in the order of the contract. Pure. */
export function permissionsByArea(permissions: readonly TokenPermission[] = tokenPermissions): AreaPermissions[] {
  const areas = new Map<TokenArea, AreaPermissions>();
  for (const permission of permissions) {
    const [area, verb] = permission.split(':') as [TokenArea, 'read' | 'write'];
    areas.set(area, { ...(areas.get(area) ?? { area }), [verb]: permission });
  }
  return [...areas.values()];
}
