import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** The ways in which a dishonest page or device may deviate. */
export type Lie = Partial<{
  origin: string;
  rpId: string;
  type: string;
  challenge: string;
  flags: number;
  counter: number;
  id: string;
  userHandle: string;
  crossOrigin: boolean;
  signature: Buffer;
}>;
type Options = { challenge: string; rp?: { id: string }; rpId?: string; user?: { id: string } };

const PRESENT_AND_VERIFIED = 0x05;
const NEW_CREDENTIAL = 0x40;
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest();
const text = (bytes: Buffer) => bytes.toString('base64url');

/** A device with one passkey of P-256, as software: it answers as a browser hands the answer over in JSON. */
export class Authenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  readonly id = text(randomBytes(32));
  readonly origin: string;
  counter = 0;
  #userHandle = '';

  constructor(origin: string) {
    this.origin = origin;
  }

  get publicKey(): Buffer {
    return this.#keys.publicKey.export({ format: 'der', type: 'spki' });
  }

  /** The key as devices write it: a map of COSE. */
  get coseKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const coordinate = (label: number, value: string) => [
      Buffer.from([label, 0x58, 32]),
      Buffer.from(value, 'base64url'),
    ];
    return Buffer.concat([Buffer.from('a5010203262001', 'hex'), ...coordinate(0x21, x), ...coordinate(0x22, y)]);
  }

  create(options: Options, lie: Lie = {}): string {
    this.#userHandle = options.user?.id ?? '';
    const id = Buffer.from(lie.id ?? this.id, 'base64url');
    const length = Buffer.from([id.length >> 8, id.length & 0xff]);
    const head = this.#data(options.rp?.id ?? '', { flags: PRESENT_AND_VERIFIED, ...lie }, NEW_CREDENTIAL);
    const data = Buffer.concat([head, Buffer.alloc(16), length, id, this.coseKey]);
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
      Buffer.from([0x58, data.length]),
      data,
    ]);
    return this.#answer(lie, {
      clientDataJSON: text(this.#client('webauthn.create', options, lie)),
      attestationObject: text(attestation),
      authenticatorData: text(data),
      publicKey: text(this.publicKey),
      publicKeyAlgorithm: -7,
      transports: ['internal'],
    });
  }

  get(options: Options, lie: Lie = {}): string {
    const client = this.#client('webauthn.get', options, lie);
    const data = this.#data(options.rpId ?? '', { flags: PRESENT_AND_VERIFIED, ...lie }, 0);
    const signature = lie.signature ?? sign('sha256', Buffer.concat([data, sha256(client)]), this.#keys.privateKey);
    return this.#answer(lie, {
      clientDataJSON: text(client),
      authenticatorData: text(data),
      signature: text(signature),
      userHandle: lie.userHandle ?? this.#userHandle,
    });
  }

  #client(type: string, { challenge }: Options, lie: Lie): Buffer {
    const said = { type, challenge, origin: this.origin, crossOrigin: false };
    const { type: lied = type, challenge: other = challenge, origin = this.origin, crossOrigin = false } = lie;
    return Buffer.from(JSON.stringify({ ...said, type: lied, challenge: other, origin, crossOrigin }));
  }

  #data(rpId: string, { flags = 0, counter, rpId: other }: Lie, added: number): Buffer {
    const counted = Buffer.alloc(4);
    counted.writeUInt32BE(counter ?? this.counter);
    return Buffer.concat([sha256(other ?? rpId), Buffer.from([flags | added]), counted]);
  }

  #answer({ id = this.id }: Lie, response: object): string {
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  }
}
