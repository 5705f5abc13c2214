/** The one way in which lists are filtered, sorted, paged and exported. */
import { question } from './question.ts';
import { type Localized, object, oneOf, type Static, type TSchema, Type } from './schema.ts';

export type ColumnType = 'text' | 'number' | 'instant' | 'day' | 'choice' | 'area' | 'id';

export type Column = {
  readonly title: Localized;
  readonly type: ColumnType;
  /** Choices with their words, for `choice`. */
  readonly choices?: Readonly<Record<string, Localized>>;
  /** Not shown until asked for. */
  readonly quiet?: boolean;
  /** Never shown as a column (ids for links), still filterable. */
  readonly hidden?: boolean;
  /** For `area`: the column of the same list that holds its name, so that no name is written twice. */
  readonly nameIn?: string;
};

/** Columns of a list by field name, in the order in which they are shown. */
export type Columns = Readonly<Record<string, Column>>;

export const comparisons = [
  'eq',
  'ne',
  'in',
  'lt',
  'le',
  'gt',
  'ge',
  'contains',
  'within',
  'empty',
  'filled',
] as const;
export type Comparison = (typeof comparisons)[number];

/** `[["class","in",["rawan"]],["voters","gt",300]]`, all must hold. Travels as JSON in `where`. */
export const Condition = object({
  field: Type.String({ maxLength: 60 }),
  is: oneOf(comparisons),
  value: Type.Optional(
    Type.Union([
      Type.String({ maxLength: 200 }),
      Type.Number(),
      Type.Array(Type.Union([Type.String({ maxLength: 200 }), Type.Number()]), { maxItems: 200 }),
    ]),
  ),
});
export type Condition = Static<typeof Condition>;

/** Names of codes in columns of type `area`, for files; a code that is not known is left out. */
export const areaColumnNames = question<
  { codes: readonly string[] },
  readonly { readonly code: string; readonly name: string }[]
>('table.area-names', null);

export const MAX_PAGE = 500;

/** Query string of every list. `sort=name,-dueAt`; `where` is JSON of conditions; `q` searches the text columns. */
export const listQuery = {
  q: Type.Optional(Type.String({ maxLength: 200 })),
  where: Type.Optional(Type.String({ maxLength: 8000, description: 'JSON array of conditions' })),
  sort: Type.Optional(Type.String({ maxLength: 200, pattern: '^(-?[a-zA-Z]+)(,-?[a-zA-Z]+)*$' })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
  limit: Type.Optional(Type.Integer({ minimum: 0, maximum: MAX_PAGE })),
  format: Type.Optional(oneOf(['json', 'csv', 'xlsx'])),
  columns: Type.Optional(
    Type.String({
      maxLength: 600,
      pattern: '^[a-zA-Z]+(,[a-zA-Z]+)*$',
      description: 'Columns of an export, in order',
    }),
  ),
  lang: Type.Optional(oneOf(['id', 'en'])),
  about: Type.Optional(
    Type.String({
      maxLength: 80,
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
      description: 'Place and day in the file name of an export',
    }),
  ),
} as const;
export const ListQuery = object(listQuery);
export type ListQuery = Static<typeof ListQuery>;

/** A page of a list: the rows, how many there are in all, and as of which journal index. */
export function page<T extends TSchema>(row: T) {
  return object({ rows: Type.Array(row), total: Type.Integer() });
}

export function columns<C extends Columns>(declared: C): C {
  return declared;
}
