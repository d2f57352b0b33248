import { Button, Input, Select } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Setting } from './section';

export const employeeOrgData = 'employeeOrgData';
const attributes = Array.from({ length: 15 }, (_, at) => `extensionAttribute${at + 1}`);
const other = 'other';

// CostCenterProperty chooses which property of an account tells its cost center.
// A directory extension is written by its whole name.
export function CostCenterProperty(props: {
  property: string;
  disabled: boolean;
  onChange: (property: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const { property, disabled } = props;
  const isOffered = property === employeeOrgData || attributes.includes(property);
  const [writing, setWriting] = useState(!isOffered);
  const [written, setWritten] = useState(isOffered ? '' : property);
  return (
    <Setting
      name={t('settings.sources.costCenter')}
      hint={t('settings.sources.costCenterHint')}
      labels={id}
      control={
        <Select
          aria-labelledby={id}
          value={writing ? other : property}
          disabled={disabled}
          onChange={(_, data) => {
            setWriting(data.value === other);
            if (data.value !== other) props.onChange(data.value);
          }}
        >
          {[employeeOrgData, ...attributes].map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
          <option value={other}>{t('settings.sources.costCenterOther')}</option>
        </Select>
      }
    >
      {writing ? (
        <form
          style={{ display: 'flex', gap: 8 }}
          onSubmit={(event) => {
            event.preventDefault();
            props.onChange(written.trim());
          }}
        >
          <Input
            style={{ flexGrow: 1, minWidth: 0 }}
            aria-label={t('settings.sources.costCenterName')}
            placeholder={t('settings.sources.costCenterExample')}
            value={written}
            disabled={disabled}
            onChange={(_, data) => setWritten(data.value)}
          />
          <Button type="submit" disabled={disabled || !written.trim() || written.trim() === property}>
            {t('settings.sources.costCenterUse')}
          </Button>
        </form>
      ) : null}
    </Setting>
  );
}
