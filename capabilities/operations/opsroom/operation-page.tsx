import { type ReactNode, useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { Page, useMay, useOperation } from '#web/shell/index.ts';
import { Answer, Button, type IconName, Tabs } from '#web/ui/index.ts';
import { readOperation } from '../contract.ts';
import { ElectionForm } from './election-form.tsx';
import { ElectionsTab } from './elections-tab.tsx';
import { FigureForm, FiguresTab } from './figures-tab.tsx';
import { EventForm, PointForm, TaskForceForm } from './frame-forms.tsx';
import { ContradictionTable, EventTable, PointTable, TaskForceTable } from './frame-tables.tsx';
import { OperationCard } from './operation-card.tsx';
import './operations.css';
import { OperatorTab } from './operator-tab.tsx';
import { OwnerForm, OwnersTab } from './owners-tab.tsx';
import { PeriodForm } from './period-form.tsx';
import { PartTable, PeriodTable, StrengthTable } from './statement-tables.tsx';
import { StrengthForm } from './strength-form.tsx';
import { useAgencies } from './use-agencies.ts';
import { words } from './words.ts';

const tabs = [
  'card',
  'elections',
  'owners',
  'period',
  'strength',
  'parts',
  'contradictions',
  'figures',
  'taskForces',
  'points',
  'events',
  'operator',
] as const;
type TabId = (typeof tabs)[number];
type InOperation = { readonly operationId: string };
type FormProps = InOperation & { readonly onClose: () => void };

const bodies: Record<TabId, (props: InOperation) => ReactNode> = {
  card: Card,
  elections: ElectionsTab,
  owners: OwnersTab,
  period: PeriodTable,
  strength: StrengthTable,
  parts: PartTable,
  contradictions: ContradictionTable,
  figures: FiguresTab,
  taskForces: TaskForceTable,
  points: PointTable,
  events: EventTable,
  operator: OperatorTab,
};

type Writing = {
  readonly text:
    | 'addElection'
    | 'addFigure'
    | 'addFigure'
    | 'addOwner'
    | 'revisePeriod'
    | 'reviseStrength'
    | 'addTaskForce'
    | 'addPoint'
    | 'addEvent';
  readonly icon: IconName;
  readonly Form: (props: FormProps) => ReactNode;
};
const forms: Partial<Record<TabId, Writing>> = {
  elections: { text: 'addElection', icon: 'plus', Form: ElectionForm },
  figures: { text: 'addFigure', icon: 'plus', Form: FigureForm },
  owners: { text: 'addOwner', icon: 'plus', Form: OwnerForm },
  period: { text: 'revisePeriod', icon: 'edit', Form: PeriodForm },
  strength: { text: 'reviseStrength', icon: 'edit', Form: StrengthForm },
  taskForces: { text: 'addTaskForce', icon: 'plus', Form: TaskForceForm },
  points: { text: 'addPoint', icon: 'plus', Form: PointForm },
  events: { text: 'addEvent', icon: 'plus', Form: EventForm },
};

/** Operasi: the card, and every statement, task force and place of the operation in lists. */
export function OperationPage() {
  const t = useTexts(words);
  const { id, name } = useOperation();
  const [tab, setTab] = useState<TabId>(tabOfAddress);
  const [isWriting, setWriting] = useState(false);
  const mayRevise = useMay('operation.revise');
  const card = useAsk(readOperation, { params: { operationId: id } });
  const count = card.state === 'ready' ? card.data.contradictions : 0;
  const shown = tabs.map((key) => {
    const Body = bodies[key];
    const counted = key === 'contradictions' && count > 0 ? { count } : {};
    return { id: key, text: t(key), body: key === tab ? <Body operationId={id} /> : null, ...counted };
  });
  const writing = forms[tab];
  const actions =
    mayRevise && writing ? (
      <Button icon={writing.icon} onPress={() => setWriting(true)}>
        {t(writing.text)}
      </Button>
    ) : null;
  return (
    <Page title={t('operation')} note={name} actions={actions}>
      <Tabs label={t('operation')} tabs={shown} value={tab} onChange={setTab} />
      {writing && isWriting ? <writing.Form operationId={id} onClose={() => setWriting(false)} /> : null}
    </Page>
  );
}

/** Other pages lead to a tab by its name. */
function tabOfAddress(): TabId {
  const asked = new URLSearchParams(window.location.search).get('tab');
  return tabs.find((tab) => tab === asked) ?? 'card';
}

function Card({ operationId }: InOperation) {
  const card = useAsk(readOperation, { params: { operationId } });
  const known = useAgencies();
  useLive(['operation'], [readOperation]);
  const agencyName = (id: string) => known.find((agency) => agency.id === id)?.name ?? null;
  return (
    <Answer of={card} rows={10}>
      {(data) => <OperationCard operation={data} agencyName={agencyName} />}
    </Answer>
  );
}
