import type { Static } from '#shared/schema.ts';
import { useTexts } from '#web/i18n/index.ts';
import { AreaField, AreaName, IconButton, Segmented } from '#web/ui/index.ts';
import type { SessionView } from '../contract.ts';
import { words } from './words.ts';

/** What the inviter may give at most. */
export type OwnReach = {
  /** null: people of every agency. */
  readonly agencyId: string | null;
  readonly areas: readonly string[];
  readonly isEverywhere: boolean;
  readonly operationId: string | null;
};

/** Everything that the inviter has, or areas named one by one. Everywhere is said, never left empty. */
export type Reach = { readonly is: 'all' | 'some'; readonly areas: readonly string[] };

/** The reach of the role that invites; the widest, where there are several. */
export function reachOf(grants: Static<typeof SessionView>['grants']): OwnReach {
  const own = grants.filter(({ role }) => role === 'administrator');
  const widest = own.find(({ areas }) => areas.includes('')) ?? own[0];
  const areas = widest?.areas ?? [];
  const { agencyId = null, operationId = null } = widest ?? {};
  return { agencyId, areas, isEverywhere: areas.includes(''), operationId };
}

type Props = {
  readonly own: OwnReach;
  readonly reach: Reach;
  readonly onChange: (reach: Reach) => void;
};

export function ReachFields({ own, reach, onChange }: Props) {
  const t = useTexts(words);
  const without = (code: string) => reach.areas.filter((each) => each !== code);
  const add = (code: string) => {
    if (code !== '') onChange({ ...reach, areas: [...without(code), code] });
  };
  return (
    <>
      <span className="field-label">{t('reach')}</span>
      <Segmented
        label={t('reach')}
        options={[
          { id: 'all', text: t(own.isEverywhere ? 'reachEverywhere' : 'reachOwn') },
          { id: 'some', text: t('reachSome') },
        ]}
        value={reach.is}
        onChange={(is) => onChange({ ...reach, is })}
      />
      <p className="quiet small">
        {t(own.operationId === null ? 'reachEveryOperation' : 'reachOneOperation')}
      </p>
      {reach.is === 'all' ? (
        <Areas codes={own.isEverywhere ? [] : own.areas} />
      ) : (
        <>
          <Areas codes={reach.areas} onRemove={(code) => onChange({ ...reach, areas: without(code) })} />
          <AreaField
            key={reach.areas.length}
            label={t('areas')}
            note={t('areasNote')}
            value=""
            onChange={add}
            {...(own.isEverywhere ? {} : { within: own.areas })}
          />
        </>
      )}
    </>
  );
}

function Areas({ codes, onRemove }: { codes: readonly string[]; onRemove?: (code: string) => void }) {
  const t = useTexts(words);
  if (codes.length === 0) return null;
  return (
    <ul className="access-areas">
      {codes.map((code) => (
        <li key={code}>
          <AreaName code={code} />
          {onRemove ? <IconButton icon="x" label={t('removeArea')} onPress={() => onRemove(code)} /> : null}
        </li>
      ))}
    </ul>
  );
}
