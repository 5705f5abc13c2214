import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Drawer, ReasonDialog, toast } from '#web/ui/index.ts';
import {
  confirmProposal,
  listProposals,
  type ProposalRow,
  refuseProposal,
  withdrawProposal,
} from '../contract.ts';
import './approvals.css';
import { ResultDialog } from './result-dialog.tsx';
import { words } from './words.ts';

type Props = { readonly proposal: ProposalRow; readonly onClose: () => void };

/** One matter: what would happen, why, who asks; and the decision of the second person. */
export function ProposalDrawer({ proposal, onClose }: Props) {
  const localized = useLocalized();
  return (
    <Drawer title={localized({ id: proposal.summary, en: proposal.summaryEn })} open onClose={onClose}>
      <div className="approvals-matter">
        <Matter proposal={proposal} />
        <Decision proposal={proposal} onClose={onClose} />
      </div>
    </Drawer>
  );
}

function Matter({ proposal }: { proposal: ProposalRow }) {
  const t = useTexts(words);
  const localized = useLocalized();
  const { instant } = useFormat();
  const facts: readonly (readonly [string, string | null])[] = [
    [t('what'), localized({ id: proposal.effect, en: proposal.effectEn })],
    [t('reason'), proposal.reason],
    [t('proposedBy'), proposal.proposedName],
    [t('proposedAt'), instant(proposal.proposedAt)],
    [t('lapsesAt'), proposal.state === 'waiting' ? instant(proposal.lapsesAt) : null],
    [t('decidedBy'), proposal.decidedName],
    [t('decidedAt'), proposal.decidedAt === null ? null : instant(proposal.decidedAt)],
    [t('note'), proposal.decisionReason],
  ];
  return (
    <dl className="approvals-facts">
      {facts.map(([name, value]) =>
        value === null || value === '' ? null : (
          <div key={name}>
            <dt className="quiet small">{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Decision({ proposal, onClose }: Props) {
  const t = useTexts(words);
  const [asking, setAsking] = useState(false);
  const [result, setResult] = useState<Readonly<Record<string, unknown>> | null>(null);
  const confirm = useCommand(confirmProposal, [listProposals]);
  const refuse = useCommand(refuseProposal, [listProposals]);
  const withdraw = useCommand(withdrawProposal, [listProposals]);
  const params = { proposalId: proposal.id };
  const done = (text: string) => {
    toast(text);
    onClose();
  };
  const onConfirm = async () => {
    const reply = await confirm.run({ params, body: {} });
    if (!reply) return;
    if (Object.keys(reply.result).length > 0) setResult(reply.result);
    else done(t('confirmed'));
  };
  const onRefuse = async (reason: string) => {
    if (await refuse.run({ params, body: { reason } })) done(t('refused'));
  };
  const onWithdraw = async () => {
    if (await withdraw.run({ params, body: {} })) done(t('withdrawn'));
  };
  if (result !== null) return <ResultDialog result={result} onClose={() => done(t('confirmed'))} />;
  if (proposal.mine === 'watch') return null;
  if (proposal.mine === 'withdraw')
    return (
      <>
        <p className="quiet">{t('yours')}</p>
        <CommandNotice command={withdraw} />
        <div className="approvals-actions">
          <Button busy={withdraw.busy} onPress={() => void onWithdraw()}>
            {t('withdraw')}
          </Button>
        </div>
      </>
    );
  return (
    <>
      <CommandNotice command={confirm} />
      <div className="approvals-actions">
        <Button kind="primary" busy={confirm.busy} onPress={() => void onConfirm()}>
          {t('confirm')}
        </Button>
        <Button onPress={() => setAsking(true)}>{t('refuse')}</Button>
      </div>
      {asking ? (
        <ReasonDialog
          title={t('refuse')}
          text={t('refuseText')}
          command={refuse}
          minLength={10}
          maxLength={1_000}
          onSend={(reason) => void onRefuse(reason)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
