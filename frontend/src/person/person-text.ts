import type { TFunction } from 'i18next';
import type { Person } from '../api/types';
import type { Format } from '../i18n/format';
import { holdTexts, usesOf } from './hold-text';
import { sentenceTexts } from './sentence';
import { byDay, labelOf } from './timeline';
import { hasLeft, nameText, statusText } from './who-text';

// personText writes all that is told of a person as plain text, to paste into a
// mail or a chat.
export function personText(person: Person, t: TFunction, format: Format): string {
  const item = (text: string) => t('person.text.item', { text });
  const labelled = (label: string, value: string) => (value ? [t('person.text.labelled', { label, value })] : []);
  const holds = person.holds.flatMap((hold) => [
    item(format.listed([hold.license, ...holdTexts(hold, person.day, t, format)])),
    ...usesOf(hold, person, t, format).map(({ services, use }) => {
      const names = format.listed(services);
      return t('person.text.inner', { text: use ? t('person.use.line', { services: names, use }) : names });
    }),
  ]);
  const parts = [
    [
      t('person.text.title', { name: nameText(person, t), day: format.day(person.day) }),
      ...(person.email && person.name ? [person.email] : []),
      statusText(person, t, format),
      ...labelled(t('person.department'), person.department),
      ...labelled(t('person.costCenter'), person.costCenter),
    ],
    [t('evidence.dialog.title'), ...person.evidence.map((said) => item(sentenceTexts(said, t, format).join(' ')))],
    [
      hasLeft(person) ? t('person.holds.last') : t('person.holds.then', { day: format.day(person.day) }),
      ...(holds.length > 0 ? holds : [item(t('person.holds.none'))]),
    ],
    [
      t('person.timeline.title'),
      ...byDay(person.events, t, format).flatMap((group) =>
        group.texts.map((text) => item(t('person.text.dated', { day: labelOf(group, t, format), text }))),
      ),
    ],
  ];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}
