import { type FluentProviderProps, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';

type Hooks = NonNullable<FluentProviderProps['customStyleHooks_unstable']>;
type StyleHook = NonNullable<Hooks['useButtonStyles_unstable']>;

const useStyles = makeStyles({ calm: { fontWeight: tokens.fontWeightRegular } });

// Only the button that matters most is heavy: a page has one or two of those,
// and many others. A button's own style still wins.
const useCalm: StyleHook = (state) => {
  const styles = useStyles();
  const { appearance, root } = state as { appearance?: string; root: { className?: string } };
  if (appearance !== 'primary') root.className = mergeClasses(styles.calm, root.className);
};

export const calmButtons: Hooks = { useButtonStyles_unstable: useCalm, useMenuButtonStyles_unstable: useCalm };
