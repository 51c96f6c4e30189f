// Package chart draws the pictures of the eye chart, which have known answers,
// and computes the answers that follow from a picture's pixels.
//
// Flows in: a source of random numbers, or a picture. Flows out: pictures of
// 128 x 128 pixels or any other size, and Answers from 1 to 9.
// Does not belong here: asking a model (scoring/eyechart), and anything that
// judges photographs.
package chart
