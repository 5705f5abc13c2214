import { useEffect, useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import type { JournalProof } from '../proof-shape.ts';
import type { Receipt } from '../report.ts';
import type { Standing } from './steps.ts';
import { words } from './words.ts';

/** Under the steps: whether the report stands in the journal, as this phone found out by itself. */
export function SealLine({ standing: { receipt, progress } }: { standing: Standing }) {
  const t = useTexts(words);
  const seal = progress?.seal;
  if (receipt === null) return null;
  if (seal === undefined) return <p className="quiet">{t('unsealed')}</p>;
  if (seal.is === 'proved') {
    return (
      <Proved promise={receipt.promise} proof={seal.proof} isSignatureKnown={seal.signature === 'holds'} />
    );
  }
  return (
    <p className="notice" role="alert">
      {t(seal.is === 'unknown' ? 'sealUnknown' : 'sealBroken')}
    </p>
  );
}

type ProvedProps = {
  readonly promise: Receipt['promise'];
  readonly proof: JournalProof;
  readonly isSignatureKnown: boolean;
};

/** Follows the kept proof anew before anything is claimed. */
function Proved({ promise, proof, isSignatureKnown }: ProvedProps) {
  const t = useTexts(words);
  const [isProved, setProved] = useState(false);
  useEffect(() => {
    let gone = false;
    void import('./proving.ts').then(({ stillProves }) => {
      if (!gone) setProved(stillProves(promise, proof));
    });
    return () => {
      gone = true;
    };
  }, [promise, proof]);
  if (!isProved) return <p className="quiet">{t('unsealed')}</p>;
  return <p>{t(isSignatureKnown ? 'sealed' : 'sealedUnsigned', { n: proof.index })}</p>;
}
