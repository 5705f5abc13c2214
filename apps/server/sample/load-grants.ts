import { addTransfer, enterGrant } from '#rooms/grants/doors.ts';
import { agencyIdOf, type Loading } from './loading.ts';

/** Agreements on money as they were published, and transfers that a source states. */
export async function loadGrants(loading: Loading): Promise<void> {
  const { operation, operationId, source } = loading;
  for (const grant of operation.grants ?? []) {
    const { key, government, recipient, agency, name, amount, roundedTo, signedOn, standing } = grant;
    const id = loading.id('grant', key);
    const trancheId = (ordinal: number) => loading.id('grant', key, 'tranche', String(ordinal));
    await loading.use(`grant ${key}`, enterGrant, {
      body: {
        ...{ id, operationId, government, recipient, amount, roundedTo, signedOn, standing },
        recipientAgencyId: agency === null ? null : agencyIdOf(agency),
        recipientName: name,
        number: null,
        tranches: grant.tranches.map(({ percent, rule }, at) => {
          return { id: trancheId(at + 1), percent, amount: null, rule, dueOn: null };
        }),
        source: source(grant.source),
        note: grant.note?.id ?? null,
      },
    });
    for (const transfer of grant.transfers) {
      const { tranche, day, evidence } = transfer;
      await loading.use(`grant ${key} transfer ${tranche} ${day}`, addTransfer, {
        params: { grantId: id },
        body: {
          id: loading.id('grant', key, 'transfer', String(tranche), day),
          trancheId: trancheId(tranche),
          ...{ day, evidence, amount: transfer.amount, standing: transfer.standing, url: null },
        },
      });
    }
  }
}
