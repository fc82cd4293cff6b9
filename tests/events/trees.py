"""Literal trees that several tests of events share."""

SIGNED = """
Chad Chad PROPN 4 nsubj
and and CCONJ 3 cc
Niger Niger PROPN 1 conj
signed sign VERB 0 root
an a DET 6 det
accord accord NOUN 4 obj
"""

RECALLED = """
Envoys envoy NOUN 3 nsubj:pass
were be AUX 3 aux:pass
recalled recall VERB 0 root
by by ADP 5 case
Ottawa Ottawa PROPN 3 obl:agent
"""

EMBARGO = """
Brussels Brussels PROPN 2 nsubj
imposed impose VERB 0 root
an a DET 4 det
embargo embargo NOUN 2 obj
on on ADP 6 case
Minsk Minsk PROPN 4 nmod
"""
