export { offerProof, type ProofFormProps, useProved } from './proof.tsx';
