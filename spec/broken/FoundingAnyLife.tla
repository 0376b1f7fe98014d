-------------------------- MODULE FoundingAnyLife ---------------------------
(* Any row that knows of v counts, whichever life of v it names. *)
EXTENDS MCFounding

KnowsSomeLife(v, life) == life # 0
=============================================================================
