/** Help asked for now becomes an incident before anybody has read the report. */
import { reportBriefs, reportReceived } from '#rooms/field-reports/contract.ts';
import { reaction } from '#server/reactions/reaction.ts';
import { isRefusal } from '#shared/problem.ts';
import { incidentOpened } from './contract.ts';
import { open } from './opening.ts';
import { inherit, opensByItself, titleFrom } from './rules.ts';
import { isAttached } from './store.ts';

const openForHelp = reaction({
  name: 'incidents.open-for-help',
  on: [reportReceived],
  records: [incidentOpened],
  run: async (context, leaf) => {
    const [report] = await context.ask(reportBriefs, { ids: [leaf.subject] });
    if (!report || !opensByItself(report.help)) return;
    // An officer may have been faster than the server.
    if (await isAttached(context.tx, report.id)) return;
    const inherited = inherit({ kind: null, area: null, aboutAgencyId: null }, [report]);
    if (isRefusal(inherited)) return;
    const { operationId, text } = report;
    await open(context, {
      id: context.newId(),
      operationId,
      title: titleFrom(report),
      text,
      level: 'yellow',
      point: null,
      inherited,
      reports: [report],
      asked: { report: report.id },
    });
  },
});

export const reactions = [openForHelp];
