import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { RoleText, roles } from '#rooms/access/contract.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import {
  AppLink,
  Badge,
  Drawer,
  EmptyState,
  Icon,
  Segmented,
  Select,
  type Shape,
  type Tone,
} from '#web/ui/index.ts';
import { classWords, type FieldClass, listFields, operatorWords, type Viewer } from '../contract.ts';
import './holdings.css';
import { words } from './words.ts';

const LEAD = ['field', 'record'];
const GROW = ['field', 'readers'];
const MARKS: Record<FieldClass, { readonly shape: Shape; readonly tone: Tone }> = {
  open: { shape: 'circle', tone: 'done' },
  personal: { shape: 'diamond', tone: 'alarm' },
  sealed: { shape: 'square', tone: 'accent' },
  inner: { shape: 'ring', tone: 'quiet' },
};
const shown = ['record', 'room', 'readers', 'kept', 'purpose', 'basis', 'columns'] as const;
const classes = ['all', 'open', 'personal', 'sealed', 'inner'] as const;

/** Every field, and whose eyes reach it. */
export function WhoSeesPage() {
  const t = useTexts(words);
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const [viewer, setViewer] = useState<Viewer | 'everybody'>('everybody');
  const [chosen, setChosen] = useState<FieldClass | 'all'>(
    classes.find((each) => each === search.class) ?? 'all',
  );
  const [field, setField] = useState<Field | null>(null);
  return (
    <Page
      title={t('whoTitle')}
      actions={<AppLink to="/tidak-disimpan">{t('toNotHeld')}</AppLink>}
      above={<Choices viewer={viewer} onViewer={setViewer} chosen={chosen} onClass={setChosen} />}
    >
      <DataTable
        endpoint={listFields}
        label={t('whoTitle')}
        query={{
          ...(viewer === 'everybody' ? {} : { viewer }),
          ...(chosen === 'all' ? {} : { class: chosen }),
        }}
        rowKey={(row) => row.id}
        onOpen={setField}
        lead={LEAD}
        grow={GROW}
        cells={{
          class: (row) => <Class of={row} />,
          readers: (row) => <span title={row.readers}>{row.readers}</span>,
          operator: (row) => <Operator of={row} />,
        }}
        empty={<EmptyState icon="eye" title={t('none')} text={t('noneText')} />}
      />
      <OneField of={field} onClose={() => setField(null)} />
    </Page>
  );
}

type ChoicesProps = {
  readonly viewer: Viewer | 'everybody';
  readonly onViewer: (viewer: Viewer | 'everybody') => void;
  readonly chosen: FieldClass | 'all';
  readonly onClass: (chosen: FieldClass | 'all') => void;
};

/** What the page is about, and through whose eyes to look. */
function Choices({ viewer, onViewer, chosen, onClass }: ChoicesProps) {
  const t = useTexts(words);
  const localized = useLocalized();
  const options = [
    { id: 'everybody' as const, text: t('everybody') },
    ...roles.map((id) => ({ id, text: localized(RoleText[id]) })),
    { id: 'public' as const, text: t('public') },
    { id: 'operator' as const, text: t('serverOperator') },
  ];
  const named = classes.map((id) => ({ id, text: id === 'all' ? t('all') : localized(classWords[id]) }));
  return (
    <div className="holdings-words">
      <p>{t('whoText')}</p>
      <p className="holdings-operator">
        <Icon name="info" size={15} />
        <span>{t('operator')}</span>
      </p>
      <div className="holdings-choices">
        <Select label={t('viewer')} options={options} value={viewer} onChange={onViewer} />
        <Segmented label={t('class')} options={named} value={chosen} onChange={onClass} />
      </div>
    </div>
  );
}

type Field = RowOf<typeof listFields>;

/** All of one field: a row of the table holds less than it says. */
function OneField({ of, onClose }: { of: Field | null; onClose: () => void }) {
  const localized = useLocalized();
  const { columns } = listFields;
  if (of === null) return null;
  const { record, room, readers, kept, purpose, basis, columns: names } = of;
  const told = { record, room, readers, kept, purpose, basis, columns: names };
  return (
    <Drawer title={of.field} open onClose={onClose} reading>
      <dl className="holdings-one">
        <div>
          <dt>{localized(columns.class.title)}</dt>
          <dd>
            <Class of={of} />
          </dd>
        </div>
        {shown.map((field) =>
          told[field] === null ? null : (
            <div key={field}>
              <dt>{localized(columns[field].title)}</dt>
              <dd>{told[field]}</dd>
            </div>
          ),
        )}
        <div>
          <dt>{localized(columns.operator.title)}</dt>
          <dd>
            <Operator of={of} />
          </dd>
        </div>
      </dl>
    </Drawer>
  );
}

function Class({ of }: { of: Field }) {
  const text = useLocalized()(classWords[of.class]);
  return <Badge {...MARKS[of.class]}>{text}</Badge>;
}

function Operator({ of }: { of: Field }) {
  const text = useLocalized()(operatorWords[of.operator]);
  return of.operator === 'no' ? (
    <Badge shape="square" tone="accent">
      {text}
    </Badge>
  ) : (
    <span className="quiet">{text}</span>
  );
}
