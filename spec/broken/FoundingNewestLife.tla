------------------------- MODULE FoundingNewestLife -------------------------
(* A row follows the newest life heard of, so it forgets when v does. *)
EXTENDS MCFounding

Newest(old, new) == IF new > old THEN new ELSE old
=============================================================================
