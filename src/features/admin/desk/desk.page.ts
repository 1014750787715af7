import type { Request, Response } from 'express';
import { z } from 'zod';
import type { App } from '../../../app.ts';
import { LANGUAGES } from '../../../domain/language.ts';
import { localDateOf } from '../../../domain/local-date.ts';
import { inLanguage, type TextInLanguage } from '../../../domain/localized-text.ts';
import { NotFound } from '../../../domain/not-found.ts';
import { isStorable } from '../../../domain/visible-text.ts';
import {
  type ErrorSummary,
  errorSummary,
  type Radios,
  radiosField,
  type TextField,
  textField,
} from '../../../web/form/fields.ts';
import { FormId, formIdOf } from '../../../web/form/form-id.ts';
import { type Form, fieldsOf, firstForm, parseForm, says, withError } from '../../../web/form/parse.ts';
import { shellOf } from '../../../web/page/locals.ts';
import { view } from '../../../web/page/view.ts';
import type { OwnPath } from '../../../web/pipeline/own-path.ts';
import type { HandledDefinition } from '../../procedures/definition/definition.ts';
import type { Procedures } from '../../procedures/versions/procedures.ts';
import { staffActor, staffOf } from '../../staff/signed-in-staff.ts';
import { listStaffDepartments } from '../../staff/staff-departments.repository.ts';
import { beginAtDesk } from '../../submissions/filer/begin-at-desk.ts';
import { DeskVisit } from '../../submissions/filer/desk-visit.ts';
import { deskProcedures } from './desk-procedures.ts';
import { findPerson } from './find-person.ts';

const CHANNELS = DeskVisit.shape.channel;
const SHOWN = ['person', 'channel', 'language', 'form'] as const;
const missing = { error: says('web:error.choice.missing') };
const DeskFields = z.object({
  /** An e-mail address or a reference; empty for somebody without an account. */
  person: z
    .string()
    .default('')
    .refine(isStorable, { error: says('web:field.unreadable') })
    .transform((typed) => typed.trim())
    .pipe(z.string().max(254, { error: says('web:field.tooLong') })),
  channel: z.enum(CHANNELS.options, missing),
  /** The language in which the portal writes to the person. */
  language: z.enum(LANGUAGES, missing),
  form: FormId,
});

export type DeskPage = {
  title: string;
  name: TextInLanguage;
  back: OwnPath;
  summary: ErrorSummary;
  person: TextField;
  channel: Radios;
  language: Radios;
  /** The id of this form, so that a button pressed twice begins one draft. */
  form: string;
};
const deskView = view<DeskPage>('admin/desk/desk');
type DeskApp = Pick<App, 'clock' | 'db'> & { procedures: Procedures };
type DeskForm = Form<(typeof SHOWN)[number]>;

/** Begins a démarche for somebody who came, called or wrote: for their account, or without one. */
export const deskPage = (app: DeskApp) => ({
  async get(req: Request, res: Response): Promise<void> {
    const definition = await definitionAsked(app, req, res);
    const { language } = shellOf(res);
    show(res, definition, firstForm(res, SHOWN, { channel: 'desk', language }));
  },

  async post(req: Request, res: Response): Promise<void> {
    const definition = await definitionAsked(app, req, res);
    const { t, at } = shellOf(res);
    const { form, ...parsed } = parseForm(DeskFields, { shown: SHOWN, fields: fieldsOf(req), t });
    if (!parsed.ok) return show(res, definition, form);
    const by = staffActor(res);
    const { person, channel, language, form: formId } = parsed.input;
    const citizen = person === '' ? null : await findPerson(app.db, { person, agentId: by.id });
    if (person !== '' && citizen === null) {
      return show(res, definition, withError(form, 'person', t('admin:error.person.unknown')));
    }
    const { slug, steps, department } = definition;
    const version = app.procedures.current(slug)?.version ?? 0;
    const draft = { slug, version, language };
    const id = await beginAtDesk(app, { by, formId, citizenId: citizen?.id ?? null, channel, department, draft });
    res.redirect(303, at(`/admin/desk/drafts/${id}/${steps[0]?.id}`));
  },
});

/** Throws NotFound for a démarche that this agent cannot enter. */
async function definitionAsked(app: DeskApp, req: Request, res: Response): Promise<HandledDefinition> {
  const departments = await listStaffDepartments(app.db, staffOf(res).id);
  const asked = deskProcedures(app.procedures, { departments, today: localDateOf(app.clock.now()) });
  const definition = asked.find(({ slug }) => slug === req.params['slug']);
  if (definition === undefined) throw new NotFound();
  return definition;
}

function show(res: Response, { name }: HandledDefinition, form: DeskForm): void {
  const { t, at, language } = shellOf(res);
  const channels = CHANNELS.options.map((value) => ({ value, label: t(`submissions:channel.${value}`) }));
  const languages = LANGUAGES.map((value) => ({ value, label: t(`accounts:language.${value}`) }));
  const person = { label: t('admin:desk.person'), hint: t('admin:desk.person.hint') };
  const page: DeskPage = {
    title: t('admin:desk.begin'),
    name: inLanguage(name, language),
    back: at('/admin/desk'),
    summary: errorSummary(form, t),
    person: textField('person', form, person),
    channel: radiosField({ name: 'channel', legend: t('admin:desk.channel'), choices: channels }, form),
    language: radiosField({ name: 'language', legend: t('admin:desk.language'), choices: languages }, form),
    form: formIdOf(form),
  };
  deskView.renderForm(res, page, form);
}
