import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { CopyCommand } from './copy-command';

const useStyles = makeStyles({
  list: {
    margin: '6px 0 0',
    padding: 0,
    listStyle: 'none',
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: '18px 32px',
    fontSize: '13px',
    lineHeight: '18px',
    '@media (max-width: 820px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  name: { margin: 0, fontSize: 'inherit', fontWeight: tokens.fontWeightSemibold },
  gives: { margin: 0, color: 'var(--ll-quiet)' },
  where: { margin: '4px 0 0' },
});

// The files anybody with the right to look can download today, the most useful
// first. Where each lies is told as the admin centers name it.
const files = ['activeUsers', 'deletedUsers', 'licenseUse', 'list'] as const;

const command = "Add-PowerAppsAccount; Get-AdminPowerAppLicenses -OutputFilePath 'licenses.csv'";

// WhereToClick tells, per file, what it gives and where to get it.
export function WhereToClick() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {files.map((file) => (
        <li key={file}>
          <h3 className={styles.name}>{t(`welcome.files.of.${file}.title`)}</h3>
          <p className={styles.gives}>{t(`welcome.files.of.${file}.gives`)}</p>
          <p className={styles.where}>{t(`welcome.files.of.${file}.where`)}</p>
          {file === 'list' ? <CopyCommand command={command} /> : null}
        </li>
      ))}
    </ul>
  );
}
