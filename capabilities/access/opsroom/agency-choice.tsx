import { listAgencies } from '#rooms/agencies/contract.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { useAsk } from '#web/api/index.ts';
import { Answer, ComboBox } from '#web/ui/index.ts';

type Props = {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (agencyId: string) => void;
  /** The one agency that may be chosen; null: any. */
  readonly only?: string | null;
};

/** One agency of the register, by typing its short name. */
export function AgencyChoice({ label, value, onChange, only = null }: Props) {
  const agencies = useAsk(listAgencies, { query: { limit: MAX_PAGE, sort: 'short' } });
  return (
    <Answer of={agencies} rows={1}>
      {({ rows }) => (
        <ComboBox
          label={label}
          options={offered(rows, only).map(({ id, short, name }) => ({ id, text: short, note: name }))}
          value={value}
          onChange={onChange}
        />
      )}
    </Answer>
  );
}

function offered<T extends { readonly id: string }>(rows: readonly T[], only: string | null): readonly T[] {
  return only === null ? rows : rows.filter(({ id }) => id === only);
}
