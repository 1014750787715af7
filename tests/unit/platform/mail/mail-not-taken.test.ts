import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { mailNotTaken, withoutAddresses } from '../../../../src/platform/mail/mail-not-taken.ts';

const LUCIE = 'lucie.dubois+ep@exemple.be';

describe('an answer of the mail server', () => {
  const ANSWERS = [
    ['550 5.1.1 <lucie.dubois+ep@exemple.be>: User unknown', '550 5.1.1 …: User unknown'],
    ['550-5.1.1 The account lucie.dubois+ep does not exist', '550-5.1.1 The account … does not exist'],
    ['550 No such user LUCIE.DUBOIS+EP here', '550 No such user … here'],
    ['452 mailbox of lucie.dubois+ep@EXEMPLE.be is full\r\n452 try later', '452 mailbox of … is full 452 try later'],
    ['554 5.7.1 Client host [192.0.2.7] blocked', '554 5.7.1 Client host […] blocked'],
    ['connect ECONNREFUSED 2001:db8::7', 'connect ECONNREFUSED …'],
    ['421 a\u001b[31m\u202ered', '421 a [31m red'],
  ] as const;
  for (const [said, kept] of ANSWERS) {
    it(`« ${JSON.stringify(said)} » is kept as « ${kept} »`, () => assert.equal(withoutAddresses(said, LUCIE), kept));
  }

  it('is kept without the address, wherever it stands, on one line of 200 characters at most', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ maxLength: 300 }), (before, after) => {
        const kept = withoutAddresses(`550 ${before} ${LUCIE} ${after}`, LUCIE);
        assert.ok(!kept.includes('lucie.dubois'), kept);
        assert.ok(kept.length <= 200);
        assert.ok(!/[\r\n]/.test(kept) && !kept.includes('\u001b'));
      }),
    );
  });

  it('names neither person nor mailbox in the error, which the row of the job and the log repeat', () => {
    const error = Object.assign(new Error(`Can't send mail: 550 <${LUCIE}> unknown`), {
      command: 'RCPT TO',
      responseCode: 550,
      response: `550-5.1.1 <${LUCIE}> unknown`,
    });
    const { step, code, status, message, cause } = mailNotTaken(error, LUCIE);
    assert.deepEqual({ step, code, status }, { step: 'recipient', code: 550, status: '5.1.1' });
    assert.equal(message, 'mail not taken (recipient): 550-5.1.1 … unknown');
    assert.equal(cause, undefined);
  });

  it('that closes the door or asks for a password is about the portal, whatever command it answers', () => {
    for (const responseCode of [421, 530, 535]) {
      const error = Object.assign(new Error('no'), {
        command: 'RCPT TO',
        responseCode,
        response: `${responseCode} no`,
      });
      assert.equal(mailNotTaken(error, LUCIE).step, 'connection', String(responseCode));
    }
    assert.equal(mailNotTaken(new Error('connect ECONNREFUSED'), LUCIE).step, 'connection');
    assert.equal(mailNotTaken('what is this', LUCIE).step, 'connection');
  });
});
