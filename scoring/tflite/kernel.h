// The two loops of kernel.go in C; see there for what the arguments are.

void keeplight_conv(const float *x, long apart, int rows, int run, long step,
	const float *weights, const float *bias, int m, int n, float *y,
	const float *plus, int plus_n, int act, const float *slopes);

void keeplight_depthwise(const float *x, int width, int n, int rows, int columns,
	int stride, int before, const float *weights, const float *bias, const float *slopes,
	int m, int act, float *y);
