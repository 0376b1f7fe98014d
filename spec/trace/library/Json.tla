-------------------------------- MODULE Json --------------------------------
(* What a trace needs of the module of this name in the community's modules, *)
(* so that the modules here can be parsed without those.  It reads nothing.  *)
ndJsonDeserialize(file) == CHOOSE lines : TRUE
=============================================================================
