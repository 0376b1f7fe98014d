------------------------ MODULE ArqLinkMuteRestart -------------------------
(* A restarted B drops what is for its earlier life without a word.        *)
EXTENDS MCArqLink

BrokenForEarlierLife(x) == FALSE
============================================================================
