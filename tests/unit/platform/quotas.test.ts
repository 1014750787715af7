import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { networkOf, wideNetworkOf } from '../../../src/platform/quotas.ts';

describe('the network of an address', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['192.0.2.7', '192.0.2.7', 'is itself in IPv4'],
    ['::ffff:192.0.2.7', '192.0.2.7', 'is the IPv4 address that IPv6 carries'],
    ['::FFFF:192.0.2.7', '192.0.2.7', 'is the IPv4 address in capitals too'],
    ['64:ff9b::192.0.2.7', '192.0.2.7', 'is the IPv4 address behind NAT64'],
    ['64:ff9b::c000:207', '192.0.2.7', 'is the IPv4 address behind NAT64 in hexadecimal too'],
    ['64:ff9b:0:1::c000:207', '64:ff9b:0:0::/56', 'is no IPv4 address in the network beside that of NAT64'],
    ['2001:db8:1:2ff:a:b:c:d', '2001:db8:1:200::/56', 'is its /56 in IPv6'],
    ['2001:db8:1:200::', '2001:db8:1:200::/56', 'is the same for the first address of the /56'],
    ['2001:db8:1:2ff:ffff:ffff:ffff:ffff', '2001:db8:1:200::/56', 'is the same for the last'],
    ['2001:db8:1:300::', '2001:db8:1:300::/56', 'is another for the next /56'],
    ['2001:DB8:1:2FF::1', '2001:db8:1:200::/56', 'does not mind capitals'],
    ['2001:0db8:0001:02ff::1', '2001:db8:1:200::/56', 'does not mind leading zeros'],
    ['fe80::1%eth0', 'fe80:0:0:0::/56', 'does not mind the zone'],
    ['::1', '0:0:0:0::/56', 'reads the shortest form'],
    ['2001:db8::', '2001:db8:0:0::/56', 'fills in zeros at the end'],
    ['::2:3:4:5:6:7', '0:0:2:0::/56', 'fills in zeros at the beginning'],
    ['2001:db8::4ff:5:6:7:8', '2001:db8:0:400::/56', 'fills in zeros between'],
    ['', '', 'is nothing for no address'],
  ];
  for (const [address, expected, rule] of rows) {
    it(`${rule}: ${address}`, () => assert.equal(networkOf(address), expected));
  }

  it('in IPv6 lies in a /48, which 256 of them share; in IPv4 in none', () => {
    const wide = (address: string) => wideNetworkOf(networkOf(address));
    assert.equal(wide('2001:db8:1:2ff::7'), '2001:db8:1::/48');
    assert.equal(wide('2001:db8:1:300::7'), '2001:db8:1::/48');
    assert.equal(wide('2001:db8:2:300::7'), '2001:db8:2::/48');
    assert.equal(wide('192.0.2.7'), null);
    assert.equal(wide(''), null);
  });

  it('is any IPv4 address itself, carried by IPv6 or not', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        assert.equal(networkOf(address), address);
        assert.equal(networkOf(`::ffff:${address}`), address);
      }),
    );
  });

  const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
  const written = (numbers: readonly number[]) => numbers.map((number) => number.toString(16)).join(':');

  it('depends on the first 56 bits of an IPv6 address, and on nothing behind them', () => {
    fc.assert(
      fc.property(groups, groups, fc.integer({ min: 0, max: 55 }), (address, other, bit) => {
        const sameStart = [
          ...address.slice(0, 3),
          ((address[3] ?? 0) & 0xff00) | ((other[3] ?? 0) & 0xff),
          ...other.slice(4),
        ];
        assert.equal(networkOf(written(sameStart)), networkOf(written(address)));
        const changed = address.map((group, index) => (index === bit >> 4 ? group ^ (0x8000 >> (bit & 15)) : group));
        assert.notEqual(networkOf(written(changed)), networkOf(written(address)));
      }),
    );
  });

  it('is the same for the short and the long way to write an address', () => {
    fc.assert(
      fc.property(groups, fc.nat({ max: 6 }), fc.integer({ min: 2, max: 8 }), (address, from, length) => {
        const zeroed = address.map((group, index) => (index >= from && index < from + length ? 0 : group));
        const short = `${written(zeroed.slice(0, from))}::${written(zeroed.slice(from + length))}`;
        assert.equal(networkOf(short), networkOf(written(zeroed)));
      }),
    );
  });
});
