// Which code on the pages needs an installed project, as only test/package/pages.test.ts has.

const OWN = /^(amazon-connect-widget-token(\/\w+)?|node:\w+|vitest|\.\/session\.js)$/;

/** The packages that a block imports and this repository does not have. */
export function otherPackages(code: string): string[] {
  const imports = [...code.matchAll(/(?:^import |^\} )[^;]*?from '([^']+)'/gm)].map(([, name = '']) => name);
  return imports.filter((name) => !OWN.test(name));
}

export const importsOthers = (code: string): boolean => otherPackages(code).length > 0;

/** The reader's own module, which the code imports as `./session.js`. */
export const SESSION = `
  export interface Customer { name: string; memberId: string }
  interface Asked { headers: { cookie?: string | undefined } | { get(name: string): string | null } }
  export async function customerOf({ headers }: Asked): Promise<Customer | undefined> {
    const cookie = 'get' in headers ? headers.get('cookie') : headers.cookie;
    return cookie ? { name: 'Jane', memberId: '123456789' } : undefined;
  }
`;
