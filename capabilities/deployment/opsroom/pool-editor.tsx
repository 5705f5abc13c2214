import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Drawer, NumberField, Select, toast, useFieldError } from '#web/ui/index.ts';
import { listNeed, readNeedSummary } from '../contract.ts';
import { dutyWords, forceWords, poolDuties, poolForces, readPools, setPool } from '../plan.ts';
import { beginStatement, isStated, StatementFields, statementOf } from './statement-fields.tsx';
import { words } from './words.ts';

type Duty = (typeof poolDuties)[number];
type Force = (typeof poolForces)[number];

/** Distributes guards to an area, or records reserve, army and lent people, which are counted apart. */
export function PoolEditor({ today, onClose }: { today: string; onClose: () => void }) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const command = useCommand(setPool, [readPools, readNeedSummary, listNeed]);
  const [id] = useState(() => newId());
  const [force, setForce] = useState<Force>('polri');
  const [duty, setDuty] = useState<Duty>('tps');
  const [count, setCount] = useState<number | null>(null);
  const [statement, setStatement] = useState(() => beginStatement(today));
  const [asked, setAsked] = useState('');
  const said = { force, duty, count, ...statementOf(statement) };
  const content = JSON.stringify(said);
  // Confirmed is what was sent and answered, not what was changed after it.
  const isTold = command.problem?.code === 'deployment.exceeds-announced' && asked === content;
  const send = async () => {
    if (count === null) return;
    setAsked(content);
    const body = { id, ...said, count, ...(isTold ? { acknowledged: true } : {}) };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  const hasArea = duty !== 'tps' || statement.area.trim() !== '';
  return (
    <Drawer
      title={t('setPool')}
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <Button
          kind="primary"
          busy={command.busy}
          isDisabled={count === null || !hasArea || !isStated(statement)}
          onPress={() => void send()}
        >
          {t(isTold ? 'saveNevertheless' : 'save')}
        </Button>
      }
    >
      <div className="plan-form">
        <p className="quiet">{t('poolNote')}</p>
        <Purpose duty={duty} force={force} onDuty={setDuty} onForce={setForce} />
        <NumberField label={t('count')} value={count} onChange={setCount} min={0} max={1000000} />
        <StatementFields
          value={statement}
          onChange={setStatement}
          areaError={useFieldError(command.problem)('area')}
        />
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}

/** What people are for, and which force they come from. */
function Purpose(props: {
  duty: Duty;
  force: Force;
  onDuty: (duty: Duty) => void;
  onForce: (force: Force) => void;
}) {
  const t = useTexts(words);
  const localized = useLocalized();
  return (
    <div className="plan-pair">
      <Select
        label={t('duty')}
        options={poolDuties.map((key) => ({ id: key, text: localized(dutyWords[key]) }))}
        value={props.duty}
        onChange={props.onDuty}
      />
      <Select
        label={t('force')}
        options={poolForces.map((key) => ({ id: key, text: localized(forceWords[key]) }))}
        value={props.force}
        onChange={props.onForce}
      />
    </div>
  );
}
