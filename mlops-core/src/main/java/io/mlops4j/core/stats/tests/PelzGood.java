package io.mlops4j.core.stats.tests;

/**
 * Pelz and Good's expansion of P(D ≤ d) in powers of 1/√n (1976, doi:10.1111/j.2517-6161.1976.tb01579.x), as Simard and L'Ecuyer 2011 write it
 * (doi:10.18637/jss.v039.i11, equations 9 to 13), with z = d √n.
 */
final class PelzGood {
    private static final double PI2 = Math.PI * Math.PI;
    private static final double PI4 = PI2 * PI2;
    private static final double PI6 = PI4 * PI2;

    private PelzGood() {}

    static double below(int n, double d) {
        double root = Math.sqrt(n);
        double z = root * d;
        double z2 = z * z;
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        double k0 = 0;
        double k1 = 0;
        double k2 = 0;
        double k3 = 0;
        // Beyond this the powers of e no longer count: exp(−π² (2k − 1)² / (8 z²)) < 1e-200.
        int terms = (int) Math.ceil(16 * z / Math.PI) + 1;
        for (int k = terms; k >= 1; k--) {
            double odd2 = (2.0 * k - 1) * (2.0 * k - 1);
            double odd4 = odd2 * odd2;
            double odd6 = odd4 * odd2;
            double power = Math.exp(-PI2 * odd2 / (8 * z2));
            k0 += power;
            k1 += power * (-z2 + PI2 / 4 * odd2);
            k2 += power * (6 * z6 + 2 * z4 + (2 * z4 - 5 * z2) * PI2 / 4 * odd2 + (1 - 2 * z2) * PI4 / 16 * odd4);
            k3 += power
                    * (-30 * z6
                            - 90 * z4 * z4
                            + (135 * z4 - 96 * z6) * PI2 / 4 * odd2
                            + (-60 * z2 + 212 * z4) * PI4 / 16 * odd4
                            + (5 - 30 * z2) * PI6 / 64 * odd6);
        }
        double even2 = 0;
        double even3 = 0;
        for (int k = terms; k >= 1; k--) {
            double square = (double) k * k;
            double power = Math.exp(-PI2 * square / (2 * z2));
            even2 += square * power;
            even3 += (3 * z2 - PI2 * square) * square * power;
        }
        double scale = Math.sqrt(2 * Math.PI);
        double first = scale / z * k0;
        double second = scale / (6 * z4) * k1;
        double third = scale / (72 * z6 * z) * k2 - PI2 * scale / (36 * z2 * z) * even2;
        double fourth = scale / (6480 * z6 * z4) * k3 + PI2 * scale / (216 * z6) * even3;
        return first + (second + (third + fourth / root) / root) / root;
    }
}
