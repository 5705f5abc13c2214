import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { newId } from '#shared/id.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Decision, Statement } from '#web/kit/index.ts';
import { useLive } from '#web/live/index.ts';
import { usePerson } from '#web/shell/index.ts';
import { Answer, Badge, Button, EmptyState, ReasonDialog, toast } from '#web/ui/index.ts';
import { readOperation } from '../contract.ts';
import { decideOperator, readAdmission, type Spoken } from '../operator.ts';
import { words } from './operator-words.ts';

type InOperation = { readonly operationId: string };
type Admission = ReplyOf<typeof readAdmission>;

/** Pengelola server: who runs it, what KPU and the police said, and whether the operation may run. */
export function OperatorTab({ operationId }: InOperation) {
  const asked = useAsk(readAdmission, { params: { operationId } });
  useLive(['operation', 'server-operator'], [readAdmission, readOperation]);
  return (
    <Answer of={asked} rows={6}>
      {(admission) => (
        <div className="ops-shared">
          <Standing admission={admission} />
          <Stated admission={admission} />
          <Parties admission={admission} />
          {admission.mine && admission.operator ? (
            <Own operationId={operationId} statementId={admission.operator.id} admission={admission} />
          ) : null}
        </div>
      )}
    </Answer>
  );
}

function Standing({ admission: { admittedAt, how } }: { admission: Admission }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  if (admittedAt === null)
    return (
      <div className="notice notice-alarm">
        <div>
          <p className="strong">{t('waiting')}</p>
          <p>{t('waitingText')}</p>
        </div>
      </div>
    );
  if (how === 'sample') return <p className="quiet">{t('openedSample')}</p>;
  return (
    <div>
      <p className="strong">{t('opened', { time: instant(admittedAt) })}</p>
      {how === 'before-rule' ? <p className="quiet">{t('openedBefore')}</p> : null}
    </div>
  );
}

function Stated({ admission: { operator } }: { admission: Admission }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  if (operator === null) return <EmptyState icon="server" title={t('none')} text={t('noneText')} />;
  const { place, contact, backups, statedAt } = operator;
  return (
    <Statement
      facts={[
        [t('operator'), <strong key="operator">{operator.operator}</strong>],
        [t('place'), place],
        [t('contact'), contact],
        [t('backups'), backups],
        [t('statedAt'), instant(statedAt)],
      ]}
    />
  );
}

function Parties({ admission: { parties } }: { admission: Admission }) {
  const t = useTexts(words);
  return (
    <ul className="ops-list">
      {parties.flatMap(({ party, agencies }) =>
        agencies.length === 0 ? (
          <li key={party}>
            <span className="strong">{t(`party_${party}`)}</span>
            <span className="quiet small">{t('noAgency')}</span>
          </li>
        ) : (
          agencies.map((agency) => <Word key={agency.agencyId} said={agency} />)
        ),
      )}
    </ul>
  );
}

function Word({ said }: { said: Spoken }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const { decision, aboutCurrent } = said;
  const isObjection = decision === 'objected' && aboutCurrent;
  const isAccepted = decision === 'accepted' && aboutCurrent;
  const text = decision === null ? t('silent') : aboutCurrent ? t(decision) : t('earlier');
  return (
    <li>
      <div className="ops-list-line">
        <span className="strong">{said.agency}</span>
        <Badge
          shape={isAccepted ? 'circle' : isObjection ? 'triangle' : 'ring'}
          {...(isAccepted ? { tone: 'done' as const } : isObjection ? { tone: 'alarm' as const } : {})}
        >
          {text}
        </Badge>
      </div>
      {said.at === null ? null : (
        <span className="quiet small">
          {said.name} · {instant(said.at)}
        </span>
      )}
      {said.reason === null ? null : <span className="small">{said.reason}</span>}
    </li>
  );
}

type OwnProps = InOperation & { readonly statementId: string; readonly admission: Admission };

/** What one's own agency can still say: it decides, or it has accepted and may yet object. */
function Own({ operationId, statementId, admission }: OwnProps) {
  const { agency } = usePerson();
  const said = admission.parties
    .flatMap(({ agencies }) => agencies)
    .find(({ agencyId }) => agencyId === agency?.id);
  return said?.decision === 'accepted' && said.aboutCurrent ? (
    <Accepted operationId={operationId} statementId={statementId} said={said} />
  ) : (
    <Deciding operationId={operationId} statementId={statementId} />
  );
}

function Accepted({
  operationId,
  statementId,
  said,
}: InOperation & { readonly statementId: string; readonly said: Spoken }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const { command, say } = useSaying(operationId, statementId);
  const [isObjecting, setObjecting] = useState(false);
  const send = async (reason: string) => {
    if (await say('objected', reason)) setObjecting(false);
  };
  const time = said.at === null ? '' : instant(said.at);
  return (
    <div className="decision">
      <p className="strong">{t('alreadyAccepted', { agency: said.agency, name: said.name ?? '', time })}</p>
      <div className="decision-steps">
        <Button onPress={() => setObjecting(true)}>{t('object')}</Button>
      </div>
      {isObjecting ? (
        <ReasonDialog
          title={t('object')}
          text={t('objectText')}
          command={command}
          maxLength={1_000}
          onSend={(reason) => void send(reason)}
          onClose={() => setObjecting(false)}
        />
      ) : null}
    </div>
  );
}

function useSaying(operationId: string, statementId: string) {
  const t = useTexts(words);
  const command = useCommand(decideOperator, [readAdmission, readOperation]);
  const say = async (decision: 'accepted' | 'objected', reason: string | null) => {
    const body = { id: newId(), statementId, decision, reason };
    if (!(await command.run({ params: { operationId }, body }))) return false;
    toast(t(decision === 'accepted' ? 'acceptedNow' : 'objectedNow'));
    return true;
  };
  return { command, say };
}

function Deciding({ operationId, statementId }: InOperation & { readonly statementId: string }) {
  const t = useTexts(words);
  const { command, say } = useSaying(operationId, statementId);
  return (
    <Decision
      yes={{ text: t('accept'), command, onSay: () => void say('accepted', null) }}
      no={{
        text: t('object'),
        explain: t('objectText'),
        command,
        maxLength: 1_000,
        onSay: (reason) => say('objected', reason),
      }}
    />
  );
}
