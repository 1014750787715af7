import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { HandledDefinition } from '../../../src/features/procedures/definition/definition.ts';
import type { FieldDefinition } from '../../../src/features/procedures/definition/field-definition.ts';
import { loadDefinitions } from '../../../src/features/procedures/definitions.ts';

/**
 * What the commune wants asked in each démarche that it handles: the level of identification, for whom one may file (citizen,
 * enterprise, association), and the fields in the order of the form. « ? » stands behind what may stay empty.
 */
const ASKED: Readonly<Record<string, readonly [level: number, audiences: string, fields: string]>> = {
  'birth-certificate': [
    2,
    'C',
    `firstName lastName nationalNumber home email phone? applicant link personFirstNames personLastName
     personBirthDate personBirthPlace parents? kind reason otherReason copies delivery abroad
     abroadCountry proxy identity`,
  ],
  'marriage-or-death-certificate': [
    2,
    'C',
    `firstName lastName nationalNumber home email phone? kind person spouse happenedOn happenedAt link
     reason otherReason copies delivery abroad abroadCountry proxy identity`,
  ],
  'household-composition': [
    2,
    'C',
    `firstName lastName nationalNumber home email phone? reason otherReason history delivery abroad
     abroadCountry`,
  ],
  'residence-certificate': [
    2,
    'C',
    `firstName lastName nationalNumber home email phone? kind reason otherReason delivery abroad
     abroadCountry`,
  ],
  'change-of-address': [
    2,
    'C',
    `firstName lastName nationalNumber email phone? formerAddress newAddress movedOn people? people.name
     people.number people.relation tenure bellName? availability? registrationLanguage? lease?
     hostAgreement`,
  ],
  'criminal-record-extract': [
    2,
    'C',
    `firstName lastName nationalNumber home email phone? model purpose employer position? delivery abroad
     abroadCountry employerRequest`,
  ],
  'identity-card-loss': [
    0,
    'C',
    `firstName lastName birthDate home email phone? document kind happenedOn happenedAt docStop
     policeReport speed preferredDay preferredTime? policeStatement photo?`,
  ],
  'reference-address': [
    2,
    'C',
    `firstName lastName nationalNumber email phone? ground otherGround reference referenceAddress
     referencePhone duration? referenceIdentity proof`,
  ],
  'legal-cohabitation': [
    2,
    'C',
    `firstName lastName nationalNumber birthDate home email phone? partnerFirstName partnerLastName
     partnerNumber partnerBirthDate partnerNationality sharedAddress notarised slots slots.day slots.part
     identities celibacy?`,
  ],
  'marriage-declaration': [
    2,
    'C',
    `firstName lastName nationalNumber birthDate home email phone? spouseFirstNames spouseLastName
     spouseNumber? spouseBirthDate spouseNationality spouseAddress day slot witnesses? contract
     ceremonyLanguage identities foreignActs?`,
  ],
  'parking-reservation': [
    1,
    'CEA',
    `firstName lastName home email phone? purpose otherPurpose place facing? length from until startTime
     endTime days signs plate? mover? sketch?`,
  ],
  'building-site-occupation': [
    1,
    'CE',
    `firstName lastName home email phone? kinds place length width clearance osirisNumber permitNumber?
     from until startTime? endTime? client? safetyPhone plan photos insurance? osirisPermit`,
  ],
  terrace: [
    1,
    'E',
    `enterpriseNumber organisationName jobTitle organisationEmail organisationPhone establishment? sign
     place kind surface tables? chairs? clearance from until equipment? hours? plan photos horecaPermit?`,
  ],
  'e-bike-grant': [
    1,
    'C',
    `firstName lastName birthDate home phone? email invoiceDate price model frameNumber? account
     accountHolder invoice proofOfPayment technicalSheet household taxNotice`,
  ],
  'town-planning-information': [
    2,
    'CEA',
    `firstName lastName nationalNumber home email phone? capacity place cadastral unit? nature
     judicialSale title mandate description`,
  ],
  'cleanliness-report': [0, 'CEA', 'kind place description seenOn? dangerous photos? followUp email'],
  'association-grant': [
    1,
    'AC',
    `status enterpriseNumber organisationName jobTitle chair seat phone email title summary themes
     audience? dates dates.where dates.on budget budget.post budget.expense budget.income requested
     account otherGrants? statutes accounts activityReport? bankDetails`,
  ],
  'equipment-loan': [
    1,
    'AC',
    `firstName lastName home email phone? event place from until startTime endTime equipment
     equipment.kind equipment.quantity transport onSitePhone depositAccount? insurance? eventPermit?`,
  ],
  'room-rental': [
    1,
    'AEC',
    `firstName lastName home email phone? room from until startTime endTime activity participants extras?
     equipment? onSitePhone liability statutes?`,
  ],
  'horeca-permit': [
    2,
    'EA',
    `enterpriseNumber organisationName jobTitle organisationEmail organisationPhone establishment request
     sign place category surface terrace spirits games hours hours.day hours.opens hours.closes
     closingDay? operators operators.name operators.number operators.position fireReport electricity
     liability waste foodSafety? morality? gas? plan? lease? statutes?`,
  ],
  'event-permit': [
    1,
    'CAE',
    `firstName lastName home email phone? eventName kind otherKind organiser? onSitePhone place perimeter
     participants stands amplified soundHours onSite? closedStreet emergencyAccess from until startTime
     endTime setUp plan insurance neighbours fireForm`,
  ],
};

it('each démarche asks what the commune wants to know, of whom it wants, as surely identified as it wants', () => {
  const handled = loadDefinitions().filter((one): one is HandledDefinition => 'steps' in one);
  for (const [slug, [level, audiences, fields]] of Object.entries(ASKED)) {
    const definition = handled.find((one) => one.slug === slug);
    assert.ok(definition, slug);
    const letters = definition.audiences.map((audience) => audience.charAt(0).toUpperCase()).join('');
    assert.deepEqual([definition.identification.level, letters], [level, audiences], slug);
    const asked = definition.steps.flatMap((step) => step.fields.flatMap((field) => named(field)));
    assert.deepEqual(asked, fields.split(/\s+/), slug);
  }
});

function named(field: FieldDefinition, prefix = ''): string[] {
  if (field.type === 'notice') return [];
  const name = `${prefix}${field.id}${field.optional ? '?' : ''}`;
  const inside = field.type === 'group' ? field.fields.flatMap((one) => named(one, `${field.id}.`)) : [];
  return [name, ...inside];
}
