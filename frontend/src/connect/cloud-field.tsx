import { Field, Select } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { clouds } from './use-connecting';

export function CloudField(props: { value: string; onChange: (cloud: string) => void }) {
  const { t } = useTranslation();
  return (
    <Field label={t('connect.register.cloud')}>
      <Select value={props.value} onChange={(_, data) => props.onChange(data.value)}>
        {clouds.map((cloud) => (
          <option key={cloud} value={cloud}>
            {t(`connect.clouds.${cloud}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
