import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  number: { fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
});

// parted gives a sentence as what stands before its first number, the number, and the rest.
function parted(text: string): [string, string, string] {
  const number = /\d[\d.,\u00a0\u202f]*(?<=\d)/.exec(text);
  if (!number) return [text, '', ''];
  const end = number.index + number[0].length;
  return [text.slice(0, number.index), number[0], text.slice(end)];
}

// Counted is a sentence whose number catches the eye: the words beside it are much the
// same in all of them.
export function Counted(props: { text: string }) {
  const styles = useStyles();
  const [before, number, after] = parted(props.text);
  return (
    <>
      {before}
      <span className={styles.number}>{number}</span>
      {after}
    </>
  );
}
