import { Button } from '@fluentui/react-components';
import { DocumentTableArrowRightRegular } from '@fluentui/react-icons/svg/document-table-arrow-right';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../app/shortcuts';
import { useDay } from '../day/use-day';
import { useExportOptions } from '../jobs/export-options';
import { useActions } from '../jobs/use-actions';
import { useNamesHidden } from '../settings/use-settings';

// CostExport writes the licenses of the day, what they cost, and what can be freed
// up, into one workbook.
export function CostExport() {
  const { t } = useTranslation();
  const { busy: working, exportAs } = useActions();
  const { readings } = useDay();
  const hidden = useNamesHidden();
  const [options] = useExportOptions();
  const busy = working || readings.length === 0;
  const excel = () => exportAs({ ...options, format: 'xlsx', layout: 'cost', splitBy: '', ask: false });
  useShortcut('export', () => (busy ? undefined : excel()));
  const label = () => {
    if (options.redact) return t('export.excelRedacted');
    return hidden ? t('export.excelNamed') : t('export.excel');
  };
  return (
    <Button appearance="primary" icon={<DocumentTableArrowRightRegular />} disabledFocusable={busy} onClick={excel}>
      {label()}
    </Button>
  );
}
