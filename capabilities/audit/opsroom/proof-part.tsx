import { useTexts } from '#web/i18n/index.ts';
import { Badge, Button, Failed, Loading, toast } from '#web/ui/index.ts';
import type { ShownLeaf } from '../contract.ts';
import { saveText } from './save-text.ts';
import { type Checked, useProof } from './use-proof.ts';
import { words } from './words.ts';

/** What this browser could prove by itself, each part by name. */
export function ProofPart({ shown }: { shown: ShownLeaf }) {
  const t = useTexts(words);
  const proof = useProof(shown);
  return (
    <section>
      <h2>{t('proof')}</h2>
      <dl className="audit-facts audit-facts-wide">
        <div>
          <dt className="quiet">{t('number')}</dt>
          <dd>{shown.index}</dd>
        </div>
        <div>
          <dt className="quiet">{t('hash')}</dt>
          <dd className="audit-code">{shown.hash}</dd>
        </div>
      </dl>
      {proof.isPending ? <Loading rows={3} /> : null}
      {proof.error ? <Failed error={proof.error} retry={() => void proof.refetch()} /> : null}
      {proof.data ? <Verdict shown={shown} checked={proof.data} /> : null}
    </section>
  );
}

function Verdict({ shown, checked }: { shown: ShownLeaf; checked: Checked }) {
  const t = useTexts(words);
  const { finding, signature, claim } = checked;
  const isSame = finding?.hash === shown.hash;
  const isProved = isSame && finding.isIncluded;
  return (
    <>
      <ul className="audit-verdict">
        <Step ok={isSame} text={t(isSame ? 'bytesHold' : 'bytesBroken')} />
        <Step
          ok={isProved}
          text={t(isProved ? 'inclusionHolds' : 'inclusionBroken', { index: shown.index, size: claim.size })}
        />
        <Step
          ok={signature === 'unknown' ? null : signature === 'holds'}
          text={t(signatureWords[signature], { origin: finding?.origin ?? '' })}
        />
      </ul>
      <p className="quiet small">{t('proofNote')}</p>
      <div className="audit-buttons">
        <Button
          icon="download"
          onPress={() => saveText(`rakor-proof-${shown.index}.json`, proofFile(shown, checked))}
        >
          {t('saveProof')}
        </Button>
        <Button
          icon="download"
          onPress={() => saveText(`rakor-checkpoint-${claim.size}.txt`, claim.checkpoint)}
        >
          {t('saveCheckpoint')}
        </Button>
        <Button
          kind="quiet"
          onPress={() => void navigator.clipboard.writeText(shown.hash).then(() => toast(t('copied')))}
        >
          {t('copyHash')}
        </Button>
      </div>
    </>
  );
}

const signatureWords = {
  holds: 'signatureHolds',
  broken: 'signatureBroken',
  unknown: 'signatureUnknown',
} as const;

function Step({ ok, text }: { ok: boolean | null; text: string }) {
  return (
    <li>
      <Badge
        shape={ok === true ? 'circle' : ok === false ? 'triangle' : 'ring'}
        tone={ok === true ? 'done' : ok === false ? 'alarm' : 'quiet'}
      >
        {text}
      </Badge>
    </li>
  );
}

/** All that somebody else needs to check it again, without this server. */
function proofFile(shown: ShownLeaf, { claim, finding }: Checked): string {
  const { leafText, index, size, proof, checkpoint, verifierKey } = claim;
  const file = {
    about: 'Rakor journal: RFC 9162 inclusion proof; checkpoint as C2SP tlog-checkpoint',
    leafId: shown.id,
    leafText,
    leafHash: finding?.hash ?? shown.hash,
    index,
    size,
    proof,
    checkpoint,
    verifierKey,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
