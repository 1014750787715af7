import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeRefusal, type MailReason } from '../../../../src/features/notifications/deliveries/mail-refusal.ts';
import { MailNotTaken, type MailStep } from '../../../../src/platform/mail/mail-not-taken.ts';

const refused = (step: MailStep, said: string) => {
  const [, code, status] = /^(\d{3})?(?: (\d\.\d+\.\d+))?/.exec(said) ?? [];
  return new MailNotTaken({
    step,
    code: code === undefined ? null : Number(code),
    status: status ?? null,
    answer: said,
  });
};

/** What the server said to which command, what it means, and whether the mail is never tried again. */
const MEANINGS: readonly (readonly [MailStep, string, MailReason, boolean])[] = [
  ['recipient', '550 5.1.1', 'address-unknown', true],
  ['recipient', '550 5.1.99', 'address-unknown', true],
  ['recipient', '550', 'address-unknown', true],
  ['recipient', '551', 'address-unknown', true],
  ['recipient', '553 5.1.3', 'address-unknown', true],
  ['recipient', '550 5.1.2', 'domain-unknown', true],
  ['recipient', '556 5.1.10', 'domain-unknown', true],
  ['recipient', '550 5.4.4', 'domain-unknown', true],
  ['recipient', '552 5.2.2', 'mailbox-full', true],
  ['recipient', '552', 'mailbox-full', true],
  ['recipient', '550 5.2.1', 'mailbox-closed', true],
  ['recipient', '550 5.4.1', 'recipient-server-away', true],
  ['recipient', '452 4.2.2', 'mailbox-full', false],
  ['recipient', '450 4.2.1', 'try-later', false],
  ['recipient', '451 4.4.1', 'recipient-server-away', false],
  ['recipient', '451 4.7.1', 'try-later', false],
  ['recipient', '450', 'try-later', false],
  ['recipient', '452', 'try-later', false],
  // A relay that does not know the portal answers so to every address: the commune can mend that.
  ['recipient', '554 5.7.1', 'not-admitted', false],
  ['recipient', '554', 'not-admitted', false],
  ['recipient', '553 5.1.8', 'sender-refused', false],
  ['recipient', '550 5.5.2', 'try-later', false],
  ['recipient', '500', 'unclear', false],
  ['sender', '553 5.1.8', 'sender-refused', false],
  ['sender', '550', 'sender-refused', false],
  ['content', '554 5.7.1', 'message-refused', true],
  ['content', '552 5.3.4', 'message-refused', true],
  ['content', '552 5.2.2', 'mailbox-full', true],
  ['content', '451 4.3.0', 'try-later', false],
  ['connection', '', 'server-away', false],
  ['connection', '535 5.7.8', 'server-away', false],
];
const OF_ADDRESS: ReadonlySet<MailReason> = new Set([
  'address-unknown',
  'domain-unknown',
  'mailbox-full',
  'mailbox-closed',
]);

describe('what a mail server answers', () => {
  for (const [step, said, reason, final] of MEANINGS) {
    it(`« ${said} » to the ${step} means ${reason}, ${final ? 'for good' : 'and the mail is tried again'}`, () => {
      const judged = judgeRefusal(refused(step, said), 1);
      assert.deepEqual(judged, { reason, final, ofAddress: final && OF_ADDRESS.has(reason) });
    });
  }

  it('is final at the tenth try where the commune’s own server may be the cause, and says nothing against the address', () => {
    for (const said of ['554 5.7.1', '554', '500', '550 5.5.2']) {
      assert.equal(judgeRefusal(refused('recipient', said), 9).final, false, said);
      const { final, ofAddress } = judgeRefusal(refused('recipient', said), 10);
      assert.deepEqual({ final, ofAddress }, { final: true, ofAddress: false }, said);
    }
  });

  it('is never final before the recipient was named, or when it asks to wait', () => {
    for (const [step, said] of [
      ['connection', '535'],
      ['sender', '550'],
      ['recipient', '450 4.1.1'],
    ] as const) {
      assert.equal(judgeRefusal(refused(step, said), 25).final, false, said);
    }
  });
});
