import { type ComponentProps, useState } from 'react';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import { Decision, Statement } from '#web/kit/index.ts';
import { Answer, AppLink, Badge, Button, CommandNotice, Drawer, toast } from '#web/ui/index.ts';
import {
  confirmProposal,
  listProposals,
  type ProposalRow,
  readMatter,
  refuseProposal,
  takeShare,
  withdrawProposal,
} from '../contract.ts';
import './approvals.css';
import { ResultDialog } from './result-dialog.tsx';
import { words } from './words.ts';

type Handed = Readonly<Record<string, unknown>>;
type Props = { readonly proposal: ProposalRow; readonly onClose: () => void };

/** One matter: what would happen, why, who asks; and the decision of the second person. */
export function ProposalDrawer({ proposal, onClose }: Props) {
  const localized = useLocalized();
  return (
    <Drawer title={localized({ id: proposal.actionName, en: proposal.actionNameEn })} open onClose={onClose}>
      <div className="approvals-matter">
        <Matter proposal={proposal} />
        <Holds proposalId={proposal.id} />
        <Turn proposal={proposal} onClose={onClose} />
      </div>
    </Drawer>
  );
}

function Matter({ proposal }: { proposal: ProposalRow }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { instant } = useFormat();
  const facts: ComponentProps<typeof Statement>['facts'] = [
    [t('matter'), localized({ id: proposal.summary, en: proposal.summaryEn })],
    [t('what'), localized({ id: proposal.effect, en: proposal.effectEn })],
    [t('reason'), proposal.reason],
    [t('proposedBy'), <Person key="first" name={proposal.proposedName} days={proposal.firstDays} />],
    [t('proposedAt'), instant(proposal.proposedAt)],
    [t('lapsesAt'), proposal.state === 'waiting' ? instant(proposal.lapsesAt) : null],
    [
      t('decidedBy'),
      proposal.decidedName === null ? null : (
        <Person key="second" name={proposal.decidedName} days={proposal.secondDays} />
      ),
    ],
    [t('given'), proposal.given === 'yes' ? t('givenText') : null],
    [t('decidedAt'), proposal.decidedAt === null ? null : instant(proposal.decidedAt)],
    [t('note'), proposal.decisionReason],
  ];
  return <Statement facts={facts} />;
}

/** Who it was, and that their account is young: two accounts are not yet two people. */
function Person({ name, days }: { name: string; days: number | null }) {
  const t = useTexts(words);
  if (days === null) return name;
  return (
    <>
      {name}{' '}
      <Badge shape="triangle" tone="alarm">
        {days === 0 ? t('newToday') : t('newDays', { days: String(days) })}
      </Badge>
    </>
  );
}

/** What the matter holds, where it is more than one line: kinds of record, fields, and what the reader may open. */
function Holds({ proposalId }: { proposalId: string }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { number } = useFormat();
  const matter = useAsk(readMatter, { params: { proposalId } });
  return (
    <Answer of={matter} rows={2}>
      {({ kinds }) =>
        kinds.length === 0 ? null : (
          <section className="approvals-holds">
            <h3 className="quiet">{t('holds')}</h3>
            <ul>
              {kinds.map(({ title, total, fields, records }) => (
                <li key={title.id}>
                  <span className="strong">{localized(title)}</span>{' '}
                  <span className="quiet small">{t('records', { total: number(total) })}</span>
                  {fields.length === 0 ? null : (
                    <div>
                      {fields.map(({ what, count }) => `${localized(what)} ${number(count)}`).join(' · ')}
                    </div>
                  )}
                  {records.length === 0 ? null : (
                    <div className="approvals-codes">
                      {records.map(({ code, path }) => (
                        <AppLink key={path} to={path}>
                          {code}
                        </AppLink>
                      ))}
                    </div>
                  )}
                </li>
              ))}
            </ul>
            <p className="quiet small">{t('holdsNote')}</p>
          </section>
        )
      }
    </Answer>
  );
}

function Turn({ proposal, onClose }: Props) {
  if (proposal.mine === 'watch') return null;
  const Mine = TURNS[proposal.mine];
  return <Mine proposal={proposal} onClose={onClose} />;
}

/** Confirmed by somebody else: one's own part, fetched with a proof, seen once. */
function Taking({ proposal, onClose }: Props) {
  const t = useTexts(words);
  const [result, setResult] = useState<Handed | null>(null);
  const { command, proof } = useProved(takeShare, [listProposals]);
  const onTake = async () => {
    const reply = await command.run({ params: { proposalId: proposal.id }, body: {} });
    if (!reply) return;
    if (Object.keys(reply.result).length > 0) return setResult(reply.result);
    toast(t('takenOver'));
    onClose();
  };
  if (result !== null) return <ResultDialog result={result} onClose={onClose} />;
  return (
    <>
      <p>{t('takeText')}</p>
      <Decision yes={{ text: t('take'), command, onSay: () => void onTake() }}>{proof}</Decision>
    </>
  );
}

function Withdrawing({ proposal, onClose }: Props) {
  const t = useTexts(words);
  const command = useCommand(withdrawProposal, [listProposals]);
  const onWithdraw = async () => {
    if (!(await command.run({ params: { proposalId: proposal.id }, body: {} }))) return;
    toast(t('withdrawn'));
    onClose();
  };
  return (
    <>
      <p className="quiet">{t('yours')}</p>
      <CommandNotice command={command} />
      <div className="decision-steps">
        <Button busy={command.busy} onPress={() => void onWithdraw()}>
          {t('withdraw')}
        </Button>
      </div>
    </>
  );
}

function Deciding({ proposal, onClose }: Props) {
  const t = useTexts(words);
  const [result, setResult] = useState<Handed | null>(null);
  const { command, proof } = useProved(confirmProposal, [listProposals]);
  const refusing = useCommand(refuseProposal, [listProposals]);
  const params = { proposalId: proposal.id };
  const done = (said: string) => {
    toast(said);
    onClose();
  };
  const onConfirm = async () => {
    const reply = await command.run({ params, body: {} });
    if (!reply) return;
    if (Object.keys(reply.result).length > 0) setResult(reply.result);
    else done(t('confirmed'));
  };
  const onRefuse = async (reason: string) => {
    const isDone = (await refusing.run({ params, body: { reason } })) !== null;
    if (isDone) done(t('refused'));
    return isDone;
  };
  if (result !== null) return <ResultDialog result={result} onClose={() => done(t('confirmed'))} />;
  return (
    <Decision
      yes={{ text: t('confirm'), command, onSay: () => void onConfirm() }}
      no={{
        ...{ text: t('refuse'), explain: t('refuseText'), command: refusing },
        ...{ minLength: 10, maxLength: 1_000, onSay: onRefuse },
      }}
    >
      {proof}
    </Decision>
  );
}

const TURNS = { decide: Deciding, take: Taking, withdraw: Withdrawing };
