import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useGo } from '../app/place';
import { Section, Setting } from './section';

// PricesSection leads to where prices are kept, beside the licenses that they are of.
export function PricesSection() {
  const { t } = useTranslation();
  const { go } = useGo();
  return (
    <Section title={t('settings.prices.title')}>
      <Setting
        name={t('settings.prices.name')}
        hint={t('settings.prices.hint')}
        control={<Button onClick={() => go({ to: 'cost', tab: 'prices' })}>{t('settings.prices.open')}</Button>}
      />
    </Section>
  );
}
