import type { z } from 'zod';
import type { Transaction } from '../../../../platform/database.ts';
import type { Checkboxes, DateField, Radios, SelectField, TextArea, TextField } from '../../../../web/form/fields.ts';
import type { Form } from '../../../../web/form/parse.ts';
import type { Notice, Shell } from '../../../../web/page/shell.ts';
import type { OwnPath } from '../../../../web/pipeline/own-path.ts';
import type { StaffActor } from '../../../staff/signed-in-staff.ts';
import type { SubmissionApp } from '../../../submissions/follow-up/read-submission.ts';
import type { Change } from '../../../submissions/handling/change-submission.ts';
import type { Submission } from '../../../submissions/submission.ts';
import type { HandlingApp } from '../act-on-submission.ts';
import type { OpenedSubmission } from '../open-submission.ts';

export type ActApp = HandlingApp & SubmissionApp;
/** A control of a form, by the partial that draws it. */
export type ActControl =
  | { look: 'select'; field: SelectField }
  | { look: 'radios'; field: Radios }
  | { look: 'checkboxes'; field: Checkboxes }
  | { look: 'area'; field: TextArea }
  | { look: 'text'; field: TextField }
  | { look: 'date'; field: DateField };
export type ActForm = Form<string, string>;
/** The data that the words and the controls are made from. `staffId` is the reader's. */
export type ActShown = {
  opened: OpenedSubmission;
  form: ActForm;
  staffId: string;
  /** The page of the submission. */
  back: OwnPath;
  shell: Shell;
};
export type ActWords = {
  title: string;
  /** The sentence that says what the act does, and who is told. */
  told: string;
  /** The text of the button. */
  submit: string;
};

/** One act of the agents on a submission: its words, its form, and what it changes. */
export type Act<Fields extends z.ZodType> = {
  /**
   * Returns whether the submission allows the act now; otherwise the page shows no form. A missing `may` allows it
   * always.
   */
  may?(submission: Submission): boolean;
  words(shown: ActShown): ActWords;
  /** The fields of the form, except its `version`. */
  fields: Fields;
  /** The names of the fields that a refused form shows again; `repeated` names those that may have several values. */
  shown: readonly string[];
  repeated?: readonly string[];
  /** The notice shown on the page of the submission after the act. */
  notice: Notice;
  /** The controls of the form. */
  controls(shown: ActShown): Promise<readonly ActControl[]> | readonly ActControl[];
  /** Returns the change. It runs under the locks; null refuses the act. */
  act(tx: Transaction, submission: Submission, given: { input: z.output<Fields>; by: StaffActor }): Given;
};
type Given = Promise<Change | null> | Change | null;
