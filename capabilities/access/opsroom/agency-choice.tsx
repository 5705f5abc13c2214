import { listAgencies } from '#rooms/agencies/contract.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { useAsk } from '#web/api/index.ts';
import { Answer, ComboBox } from '#web/ui/index.ts';

type Props = {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (agencyId: string) => void;
};

/** One agency of the register, by typing its short name. */
export function AgencyChoice({ label, value, onChange }: Props) {
  const agencies = useAsk(listAgencies, { query: { limit: MAX_PAGE, sort: 'short' } });
  return (
    <Answer of={agencies} rows={1}>
      {({ rows }) => (
        <ComboBox
          label={label}
          options={rows.map(({ id, short, name }) => ({ id, text: short, note: name }))}
          value={value}
          onChange={onChange}
        />
      )}
    </Answer>
  );
}
