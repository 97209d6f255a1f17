%% The digests of FIPS 180-4, block by block, for `crypto`.
%%
%% Words of 32 bits are computed as two halves, since a small integer has 30 bits: as bignums they take several times as long. So would halves
%% that are shifted to the left by more than 13, for which multiplication is the faster instruction. The words of 64 bits are bignums.
-module(beamlet_sha).

-export([start/1, blocks/3]).

-define(HALF, 16#FFFF).
-define(WORD, 16#FFFFFFFFFFFFFFFF).

%% The halves of sixteen words: in a block, as arguments, as arguments without the first, as arguments that nobody asks for.
-define(FIELDS,
    W0H:16, W0L:16, W1H:16, W1L:16, W2H:16, W2L:16, W3H:16, W3L:16,
    W4H:16, W4L:16, W5H:16, W5L:16, W6H:16, W6L:16, W7H:16, W7L:16,
    W8H:16, W8L:16, W9H:16, W9L:16, W10H:16, W10L:16, W11H:16, W11L:16,
    W12H:16, W12L:16, W13H:16, W13L:16, W14H:16, W14L:16, W15H:16, W15L:16
).
-define(WORDS,
    W0H, W0L, W1H, W1L, W2H, W2L, W3H, W3L, W4H, W4L, W5H, W5L, W6H, W6L, W7H, W7L,
    W8H, W8L, W9H, W9L, W10H, W10L, W11H, W11L, W12H, W12L, W13H, W13L, W14H, W14L, W15H, W15L
).
-define(LATER,
    W1H, W1L, W2H, W2L, W3H, W3L, W4H, W4L, W5H, W5L, W6H, W6L, W7H, W7L, W8H, W8L,
    W9H, W9L, W10H, W10L, W11H, W11L, W12H, W12L, W13H, W13L, W14H, W14L, W15H, W15L
).
-define(NONE, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _).

%% What a digest begins with.
start(sha) ->
    {16#6745, 16#2301, 16#EFCD, 16#AB89, 16#98BA, 16#DCFE, 16#1032, 16#5476, 16#C3D2, 16#E1F0};
start(sha224) ->
    {16#C105, 16#9ED8, 16#367C, 16#D507, 16#3070, 16#DD17, 16#F70E, 16#5939,
                16#FFC0, 16#0B31, 16#6858, 16#1511, 16#64F9, 16#8FA7, 16#BEFA, 16#4FA4};
start(sha256) ->
    {16#6A09, 16#E667, 16#BB67, 16#AE85, 16#3C6E, 16#F372, 16#A54F, 16#F53A,
                16#510E, 16#527F, 16#9B05, 16#688C, 16#1F83, 16#D9AB, 16#5BE0, 16#CD19};
start(sha384) ->
    {16#CBBB9D5DC1059ED8, 16#629A292A367CD507, 16#9159015A3070DD17, 16#152FECD8F70E5939,
        16#67332667FFC00B31, 16#8EB44A8768581511, 16#DB0C2E0D64F98FA7, 16#47B5481DBEFA4FA4};
start(sha512) ->
    {16#6A09E667F3BCC908, 16#BB67AE8584CAA73B, 16#3C6EF372FE94F82B, 16#A54FF53A5F1D36F1,
        16#510E527FADE682D1, 16#9B05688C2B3E6C1F, 16#1F83D9ABFB41BD6B, 16#5BE0CD19137E2179}.

%% Takes the whole blocks of some bytes. Answers the new sum, and what is left.
blocks(sha, Sum, Bytes) -> blocks1(Sum, Bytes);
blocks(Type, Sum, Bytes) when Type =:= sha384; Type =:= sha512 -> blocks512(Sum, Bytes);
blocks(_, Sum, Bytes) -> blocks256(Sum, Bytes).

%% SHA-1

blocks1(
    {AH, AL, BH, BL, CH, CL, DH, DL, EH, EL},
    <<
        ?FIELDS,
        Rest/binary
    >>
) ->
    Words = schedule1(80, ?WORDS),
    {AH1, AL1, BH1, BL1, CH1, CL1, DH1, DL1, EH1, EL1} = rounds1(Words, 0, AH, AL, BH, BL, CH, CL, DH, DL, EH, EL),
    {SAH, SAL} = sum(AH, AL, AH1, AL1),
    {SBH, SBL} = sum(BH, BL, BH1, BL1),
    {SCH, SCL} = sum(CH, CL, CH1, CL1),
    {SDH, SDL} = sum(DH, DL, DH1, DL1),
    {SEH, SEL} = sum(EH, EL, EH1, EL1),
    blocks1({SAH, SAL, SBH, SBL, SCH, SCL, SDH, SDL, SEH, SEL}, Rest);
blocks1(Sum, Rest) ->
    {Sum, Rest}.

sum(AH, AL, BH, BL) ->
    Low = AL + BL,
    {(AH + BH + (Low bsr 16)) band ?HALF, Low band ?HALF}.

%% The halves of a block's 80 words, of which the first 16 are there.
schedule1(0, ?NONE) ->
    [];
schedule1(N, ?WORDS) ->
    H = W0H bxor W2H bxor W8H bxor W13H,
    L = W0L bxor W2L bxor W8L bxor W13L,
    [
        W0H,
        W0L
        | schedule1(
            N - 1,
            ?LATER,
            ((H * 2) band ?HALF) bor (L bsr 15),
            ((L * 2) band ?HALF) bor (H bsr 15)
        )
    ].

rounds1([WH, WL | Words], N, AH, AL, BH, BL, CH, CL, DH, DL, EH, EL) ->
    {FH, FL, KH, KL} = function1(N, BH, BL, CH, CL, DH, DL),
    Low = (((AL * 32) band ?HALF) bor (AH bsr 11)) + FL + EL + KL + WL,
    High = (((AH * 32) band ?HALF) bor (AL bsr 11)) + FH + EH + KH + WH + (Low bsr 16),
    rounds1(
        Words,
        N + 1,
        High band ?HALF,
        Low band ?HALF,
        AH,
        AL,
        (BH bsr 2) bor (((BL band 3) * 16384) band ?HALF),
        (BL bsr 2) bor (((BH band 3) * 16384) band ?HALF),
        CH,
        CL,
        DH,
        DL
    );
rounds1([], _, AH, AL, BH, BL, CH, CL, DH, DL, EH, EL) ->
    {AH, AL, BH, BL, CH, CL, DH, DL, EH, EL}.

function1(N, BH, BL, CH, CL, DH, DL) when N < 20 ->
    {DH bxor (BH band (CH bxor DH)), DL bxor (BL band (CL bxor DL)), 16#5A82, 16#7999};
function1(N, BH, BL, CH, CL, DH, DL) when N < 40 ->
    {BH bxor CH bxor DH, BL bxor CL bxor DL, 16#6ED9, 16#EBA1};
function1(N, BH, BL, CH, CL, DH, DL) when N < 60 ->
    {(BH band CH) bor (DH band (BH bor CH)), (BL band CL) bor (DL band (BL bor CL)), 16#8F1B, 16#BCDC};
function1(_, BH, BL, CH, CL, DH, DL) ->
    {BH bxor CH bxor DH, BL bxor CL bxor DL, 16#CA62, 16#C1D6}.

%% SHA-224 and SHA-256

blocks256(
    {AH, AL, BH, BL, CH, CL, DH, DL, EH, EL, FH, FL, GH, GL, HH, HL},
    <<
        ?FIELDS,
        Rest/binary
    >>
) ->
    Words = schedule256(64, ?WORDS),
    {AH1, AL1, BH1, BL1, CH1, CL1, DH1, DL1, EH1, EL1, FH1, FL1, GH1, GL1, HH1, HL1} =
        rounds256(constants256(), Words, AH, AL, BH, BL, CH, CL, DH, DL, EH, EL, FH, FL, GH, GL, HH, HL),
    {SAH, SAL} = sum(AH, AL, AH1, AL1),
    {SBH, SBL} = sum(BH, BL, BH1, BL1),
    {SCH, SCL} = sum(CH, CL, CH1, CL1),
    {SDH, SDL} = sum(DH, DL, DH1, DL1),
    {SEH, SEL} = sum(EH, EL, EH1, EL1),
    {SFH, SFL} = sum(FH, FL, FH1, FL1),
    {SGH, SGL} = sum(GH, GL, GH1, GL1),
    {SHH, SHL} = sum(HH, HL, HH1, HL1),
    blocks256({SAH, SAL, SBH, SBL, SCH, SCL, SDH, SDL, SEH, SEL, SFH, SFL, SGH, SGL, SHH, SHL}, Rest);
blocks256(Sum, Rest) ->
    {Sum, Rest}.

%% The halves of a block's 64 words, of which the first 16 are there.
schedule256(0, ?NONE) ->
    [];
schedule256(N, ?WORDS) ->
    % Rotations by 7 and 18, a shift by 3; rotations by 17 and 19, a shift by 10.
    H0 =
        ((W1H bsr 7) bxor (W1L * 512) bxor (W1L bsr 2) bxor ((W1H band 3) * 16384) bxor (W1H bsr 3)) band ?HALF,
    L0 =
        ((W1L bsr 7) bxor (W1H * 512) bxor (W1H bsr 2) bxor ((W1L band 3) * 16384) bxor (W1L bsr 3) bxor (W1H * 8192)) band ?HALF,
    H1 =
        ((W14L bsr 1) bxor ((W14H band 1) * 32768) bxor (W14L bsr 3) bxor (W14H * 8192) bxor (W14H bsr 10)) band ?HALF,
    L1 =
        ((W14H bsr 1) bxor ((W14L band 1) * 32768) bxor (W14H bsr 3) bxor (W14L * 8192) bxor (W14L bsr 10) bxor (W14H * 64)) band
            ?HALF,
    Low = W0L + L0 + W9L + L1,
    [
        W0H,
        W0L
        | schedule256(
            N - 1,
            ?LATER,
            (W0H + H0 + W9H + H1 + (Low bsr 16)) band ?HALF,
            Low band ?HALF
        )
    ].

rounds256(
    <<KH:16, KL:16, Ks/binary>>, [WH, WL | Words], AH, AL, BH, BL, CH, CL, DH, DL, EH, EL, FH, FL, GH, GL, HH, HL
) ->
    % Rotations by 6, 11 and 25 of the one, by 2, 13 and 22 of the other.
    H1 =
        ((EH bsr 6) bxor (EL * 1024) bxor (EH bsr 11) bxor (EL * 32) bxor (EL bsr 9) bxor (EH * 128)) band ?HALF,
    L1 =
        ((EL bsr 6) bxor (EH * 1024) bxor (EL bsr 11) bxor (EH * 32) bxor (EH bsr 9) bxor (EL * 128)) band ?HALF,
    H0 =
        ((AH bsr 2) bxor ((AL band 3) * 16384) bxor (AH bsr 13) bxor (AL * 8) bxor (AL bsr 6) bxor (AH * 1024)) band ?HALF,
    L0 =
        ((AL bsr 2) bxor ((AH band 3) * 16384) bxor (AL bsr 13) bxor (AH * 8) bxor (AH bsr 6) bxor (AL * 1024)) band ?HALF,
    Low = HL + L1 + (GL bxor (EL band (FL bxor GL))) + KL + WL,
    High = HH + H1 + (GH bxor (EH band (FH bxor GH))) + KH + WH,
    LowE = DL + Low,
    LowA = Low + L0 + ((AL band BL) bor (CL band (AL bor BL))),
    rounds256(
        Ks,
        Words,
        (High + H0 + ((AH band BH) bor (CH band (AH bor BH))) + (LowA bsr 16)) band ?HALF,
        LowA band ?HALF,
        AH,
        AL,
        BH,
        BL,
        CH,
        CL,
        (DH + High + (LowE bsr 16)) band ?HALF,
        LowE band ?HALF,
        EH,
        EL,
        FH,
        FL,
        GH,
        GL
    );
rounds256(<<>>, [], AH, AL, BH, BL, CH, CL, DH, DL, EH, EL, FH, FL, GH, GL, HH, HL) ->
    {AH, AL, BH, BL, CH, CL, DH, DL, EH, EL, FH, FL, GH, GL, HH, HL}.

constants256() ->
    <<
        16#428A2F98:32, 16#71374491:32, 16#B5C0FBCF:32, 16#E9B5DBA5:32, 16#3956C25B:32, 16#59F111F1:32, 16#923F82A4:32, 16#AB1C5ED5:32,
        16#D807AA98:32, 16#12835B01:32, 16#243185BE:32, 16#550C7DC3:32, 16#72BE5D74:32, 16#80DEB1FE:32, 16#9BDC06A7:32, 16#C19BF174:32,
        16#E49B69C1:32, 16#EFBE4786:32, 16#0FC19DC6:32, 16#240CA1CC:32, 16#2DE92C6F:32, 16#4A7484AA:32, 16#5CB0A9DC:32, 16#76F988DA:32,
        16#983E5152:32, 16#A831C66D:32, 16#B00327C8:32, 16#BF597FC7:32, 16#C6E00BF3:32, 16#D5A79147:32, 16#06CA6351:32, 16#14292967:32,
        16#27B70A85:32, 16#2E1B2138:32, 16#4D2C6DFC:32, 16#53380D13:32, 16#650A7354:32, 16#766A0ABB:32, 16#81C2C92E:32, 16#92722C85:32,
        16#A2BFE8A1:32, 16#A81A664B:32, 16#C24B8B70:32, 16#C76C51A3:32, 16#D192E819:32, 16#D6990624:32, 16#F40E3585:32, 16#106AA070:32,
        16#19A4C116:32, 16#1E376C08:32, 16#2748774C:32, 16#34B0BCB5:32, 16#391C0CB3:32, 16#4ED8AA4A:32, 16#5B9CCA4F:32, 16#682E6FF3:32,
        16#748F82EE:32, 16#78A5636F:32, 16#84C87814:32, 16#8CC70208:32, 16#90BEFFFA:32, 16#A4506CEB:32, 16#BEF9A3F7:32, 16#C67178F2:32
    >>.

%% SHA-384 and SHA-512

blocks512(
    {A, B, C, D, E, F, G, H},
    <<
        W0:64, W1:64, W2:64, W3:64, W4:64, W5:64, W6:64, W7:64,
        W8:64, W9:64, W10:64, W11:64, W12:64, W13:64, W14:64, W15:64,
        Rest/binary
    >>
) ->
    Words = schedule512(80, W0, W1, W2, W3, W4, W5, W6, W7, W8, W9, W10, W11, W12, W13, W14, W15),
    {A1, B1, C1, D1, E1, F1, G1, H1} = rounds512(constants512(), Words, A, B, C, D, E, F, G, H),
    Sum =
        {(A + A1) band ?WORD, (B + B1) band ?WORD, (C + C1) band ?WORD, (D + D1) band ?WORD, (E + E1) band ?WORD,
            (F + F1) band ?WORD, (G + G1) band ?WORD, (H + H1) band ?WORD},
    blocks512(Sum, Rest);
blocks512(Sum, Rest) ->
    {Sum, Rest}.

%% A block's 80 words, of which the first 16 are there.
schedule512(0, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _) ->
    [];
schedule512(N, W0, W1, W2, W3, W4, W5, W6, W7, W8, W9, W10, W11, W12, W13, W14, W15) ->
    S0 = rotated(W1, 1) bxor rotated(W1, 8) bxor (W1 bsr 7),
    S1 = rotated(W14, 19) bxor rotated(W14, 61) bxor (W14 bsr 6),
    [
        W0
        | schedule512(
            N - 1, W1, W2, W3, W4, W5, W6, W7, W8, W9, W10, W11, W12, W13, W14, W15, (W0 + S0 + W9 + S1) band ?WORD
        )
    ].

%% Rotated to the right.
rotated(Word, Bits) -> (Word bsr Bits) bor ((Word bsl (64 - Bits)) band ?WORD).

rounds512(<<K:64, Ks/binary>>, [W | Words], A, B, C, D, E, F, G, H) ->
    S1 = rotated(E, 14) bxor rotated(E, 18) bxor rotated(E, 41),
    T1 = H + S1 + (G bxor (E band (F bxor G))) + K + W,
    S0 = rotated(A, 28) bxor rotated(A, 34) bxor rotated(A, 39),
    T2 = S0 + ((A band B) bor (C band (A bor B))),
    rounds512(Ks, Words, (T1 + T2) band ?WORD, A, B, C, (D + T1) band ?WORD, E, F, G);
rounds512(<<>>, [], A, B, C, D, E, F, G, H) ->
    {A, B, C, D, E, F, G, H}.

constants512() ->
    <<
        16#428A2F98D728AE22:64, 16#7137449123EF65CD:64, 16#B5C0FBCFEC4D3B2F:64, 16#E9B5DBA58189DBBC:64,
        16#3956C25BF348B538:64, 16#59F111F1B605D019:64, 16#923F82A4AF194F9B:64, 16#AB1C5ED5DA6D8118:64,
        16#D807AA98A3030242:64, 16#12835B0145706FBE:64, 16#243185BE4EE4B28C:64, 16#550C7DC3D5FFB4E2:64,
        16#72BE5D74F27B896F:64, 16#80DEB1FE3B1696B1:64, 16#9BDC06A725C71235:64, 16#C19BF174CF692694:64,
        16#E49B69C19EF14AD2:64, 16#EFBE4786384F25E3:64, 16#0FC19DC68B8CD5B5:64, 16#240CA1CC77AC9C65:64,
        16#2DE92C6F592B0275:64, 16#4A7484AA6EA6E483:64, 16#5CB0A9DCBD41FBD4:64, 16#76F988DA831153B5:64,
        16#983E5152EE66DFAB:64, 16#A831C66D2DB43210:64, 16#B00327C898FB213F:64, 16#BF597FC7BEEF0EE4:64,
        16#C6E00BF33DA88FC2:64, 16#D5A79147930AA725:64, 16#06CA6351E003826F:64, 16#142929670A0E6E70:64,
        16#27B70A8546D22FFC:64, 16#2E1B21385C26C926:64, 16#4D2C6DFC5AC42AED:64, 16#53380D139D95B3DF:64,
        16#650A73548BAF63DE:64, 16#766A0ABB3C77B2A8:64, 16#81C2C92E47EDAEE6:64, 16#92722C851482353B:64,
        16#A2BFE8A14CF10364:64, 16#A81A664BBC423001:64, 16#C24B8B70D0F89791:64, 16#C76C51A30654BE30:64,
        16#D192E819D6EF5218:64, 16#D69906245565A910:64, 16#F40E35855771202A:64, 16#106AA07032BBD1B8:64,
        16#19A4C116B8D2D0C8:64, 16#1E376C085141AB53:64, 16#2748774CDF8EEB99:64, 16#34B0BCB5E19B48A8:64,
        16#391C0CB3C5C95A63:64, 16#4ED8AA4AE3418ACB:64, 16#5B9CCA4F7763E373:64, 16#682E6FF3D6B2B8A3:64,
        16#748F82EE5DEFB2FC:64, 16#78A5636F43172F60:64, 16#84C87814A1F0AB72:64, 16#8CC702081A6439EC:64,
        16#90BEFFFA23631E28:64, 16#A4506CEBDE82BDE9:64, 16#BEF9A3F7B2C67915:64, 16#C67178F2E372532B:64,
        16#CA273ECEEA26619C:64, 16#D186B8C721C0C207:64, 16#EADA7DD6CDE0EB1E:64, 16#F57D4F7FEE6ED178:64,
        16#06F067AA72176FBA:64, 16#0A637DC5A2C898A6:64, 16#113F9804BEF90DAE:64, 16#1B710B35131C471B:64,
        16#28DB77F523047D84:64, 16#32CAAB7B40C72493:64, 16#3C9EBE0A15C9BEBC:64, 16#431D67C49C100D4C:64,
        16#4CC5D4BECB3E42B6:64, 16#597F299CFC657E2A:64, 16#5FCB6FAB3AD6FAEC:64, 16#6C44198C4A475817:64
    >>.
