import { fullName } from '../../../domain/person-name.ts';
import { formatDateTime } from '../../../web/page/format.ts';
import type { Shell } from '../../../web/page/shell.ts';
import type { RecordedHelp } from '../acts/helpdesk-acts.repository.ts';

export type HelpRow = { when: string; done: string; reason: string; proof: string; by: string };

/** Returns one act of the helpdesk as colleagues read it: with the name of the colleague who did it and their words. */
export function helpRow(help: RecordedHelp, { t, language }: Shell): HelpRow {
  const inWords = (text: string, words: string) => (words === '' ? text : `${text} – ${words}`);
  return {
    when: formatDateTime(help.doneAt, language),
    done: t(`helpdesk:act.${help.act}.title`),
    reason: inWords(t(`helpdesk:reason.${help.reason}`), help.reasonWords),
    proof: inWords(t(`helpdesk:proof.${help.proof}`), help.proofWords),
    by: fullName(help),
  };
}
