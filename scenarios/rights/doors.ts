/** Every door of the house that can be asked, from the house's own description of itself. */

type Parameter = { readonly name: string; readonly in: string; readonly required: boolean };
type Operation = {
  readonly operationId: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
};
export type OpenApi = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

export type Door = {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** As OpenAPI writes it: `/api/stations/{id}` */
  readonly path: string;
  /** `public`, `signed-in` or the name of a permission. */
  readonly access: string;
  readonly parameters: readonly Parameter[];
};

export function doorsOf(document: OpenApi): readonly Door[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, description, parameters }]) => ({
      name: operationId,
      method: method === 'get' ? ('GET' as const) : ('POST' as const),
      path,
      access: /Permission: ([\w.-]+)/.exec(description)?.[1] ?? '',
      parameters,
    })),
  );
}

/** Values for the blanks of addresses. Of a blank with several, the first is shown to the asker and the rest are not. */
export type Blanks = {
  /** By the path of a door: one object per address, path and query blanks alike. */
  readonly byPath: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  /** Blanks that mean the same wherever they stand. */
  readonly everywhere: Readonly<Record<string, readonly string[]>>;
  /** A word that stands in every hidden record and nowhere else. */
  readonly secret: string;
};

/**
 * Every address at which a GET door is asked: each filling of its blanks and, for a list, search and exports.
 * @throws Error naming the door and the blank that the table cannot fill: a new door needs a line there
 */
export function addressesOf(door: Door, blanks: Blanks): readonly string[] {
  const fillings = blanks.byPath[door.path] ?? everyFilling(door, blanks);
  const isList = door.parameters.some(({ name }) => name === 'format');
  return fillings.flatMap((filling, index) => {
    // Of a list that is hidden as a whole one page is enough.
    const variants = isList && index === 0 ? [{ q: blanks.secret }, { format: 'csv' }, XLSX] : [];
    return [{}, ...variants].map((variant) => addressOf(door, { ...filling, ...variant }));
  });
}

const XLSX = { format: 'xlsx', lang: 'en' };

function everyFilling(door: Door, blanks: Blanks): readonly Readonly<Record<string, string>>[] {
  const needed = door.parameters.filter(
    (each) => each.in === 'path' || (each.in === 'query' && each.required),
  );
  let fillings: readonly Readonly<Record<string, string>>[] = [{}];
  for (const { name } of needed) {
    const values = blanks.everywhere[name];
    if (!values) {
      throw new Error(
        `No value for {${name}} of ${door.path}: add a line to scenarios/rights/world.ts, so that this door is watched as well.`,
      );
    }
    fillings = fillings.flatMap((filling) => values.map((value) => ({ ...filling, [name]: value })));
  }
  return fillings;
}

function addressOf(door: Door, filling: Readonly<Record<string, string>>): string {
  const used = new Set<string>();
  const path = door.path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    used.add(name);
    const value = filling[name];
    if (value === undefined) throw new Error(`No value for {${name}} of ${door.path}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams(Object.entries(filling).filter(([name]) => !used.has(name)));
  return query.size > 0 ? `${path}?${query}` : path;
}
