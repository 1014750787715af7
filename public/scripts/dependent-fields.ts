type Value = string | number | boolean;
/** As the server writes it: on controls of this page, by their names. */
type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | {
      field: string;
      is?: Value;
      in?: Value[];
      atLeast?: string | number;
      atMost?: string | number;
      answered?: boolean;
    };

/** Shows and hides the fields of a form as one answers; the server decides again when it is sent. */
export function showDependentFields(form: HTMLFormElement): void {
  const dependent = [...form.querySelectorAll<HTMLElement>('[data-depends]')];
  const update = (): void => {
    for (const element of dependent) {
      const condition = JSON.parse(element.dataset['depends'] ?? '') as Condition;
      element.dataset['met'] = String(holds(condition, form));
    }
  };
  form.addEventListener('input', update);
  window.addEventListener('pageshow', update);
  update();
}

function holds(condition: Condition, form: HTMLFormElement): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, form));
  if ('any' in condition) return condition.any.some((part) => holds(part, form));
  if ('not' in condition) return !holds(condition.not, form);
  const answers = answersIn(form, condition.field);
  const { is, in: among, atLeast, atMost, answered } = condition;
  if (answered !== undefined) return answers.length > 0 === answered;
  if (is !== undefined) return answers.includes(String(is));
  if (among !== undefined) return among.some((one) => answers.includes(String(one)));
  return answers.some((answer) =>
    atLeast === undefined ? reaches(String(atMost), answer) : reaches(answer, String(atLeast)),
  );
}

/** What stands in the controls of a field; nothing while the field itself is hidden. A date is put together. */
function answersIn(form: HTMLFormElement, name: string): string[] {
  const values = (control: string): string[] =>
    [...form.querySelectorAll<HTMLInputElement>(`[name="${control}"]`)]
      .filter((input) => !input.closest('[data-met="false"]') && (!/radio|checkbox/.test(input.type) || input.checked))
      .map(({ value }) => value.trim())
      .filter((value) => value !== '');
  const [year, month, day] = ['Year', 'Month', 'Day'].map((part) => values(name + part)[0]);
  if (year && month && day) return [`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`];
  const spoken: Record<string, string> = { yes: 'true', no: 'false' };
  return values(name).map((value) =>
    form.querySelector(`[data-type="yesNo"] [name="${name}"]`) ? (spoken[value] ?? value) : value,
  );
}

/** Numbers as numbers, however their thousands and decimals are written; dates and times as texts. */
function reaches(high: string, low: string): boolean {
  const [one, other] = [high, low].map((text) => Number(text.replace(/[\s'’]/g, '').replace(',', '.')));
  return Number.isNaN(one) || Number.isNaN(other) ? high >= low : Number(one) >= Number(other);
}
