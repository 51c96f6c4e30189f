"""Scores pictures by BRISQUE as its authors fitted it (Mittal 2012), with the
model in Debian's opencv-data. Paths come one a line on
standard input; a score a line goes out, lower being better."""

import sys

import cv2

SHARE = "/usr/share/opencv4/quality/"
model = cv2.quality.QualityBRISQUE_create(
    SHARE + "brisque_model_live.yml", SHARE + "brisque_range_live.yml"
)
for path in sys.stdin:
    print(model.compute(cv2.imread(path.rstrip("\n")))[0], flush=True)
