%% Every function of calendar.
%% options: --keep calendar
-module(whole_calendar).

-include("whole_api.hrl").

subject() -> calendar.

%% Of the present time, whether it is one.
shown(Function, {{_, _, _} = Date, {_, _, _}}) when Function =:= local_time; Function =:= universal_time -> calendar:valid_date(Date);
shown(_, Term) -> Term.

calls() ->
    Year = {one, [0, 1, 1899, 1970, 1999, 2000, 2004, 2100, 2024, 9999, -1]},
    Month = {one, [1, 2, 3, 6, 11, 12, 13]},
    Day = {one, [1, 2, 15, 28, 29, 30, 31, 32]},
    Date = {tuple, [Year, Month, {one, [1, 15, 28, 29]}]},
    Time = {tuple, [{one, [0, 12, 23, 24]}, {one, [0, 30, 59]}, {one, [0, 1, 59]}]},
    DateTime = {tuple, [Date, Time]},
    Stamp = {one, [0, 1, 951782400, 1700000000, -1, 253402300799]},
    Text = {one, ["2018-02-01T16:17:58Z", "2018-02-01T15:18:02.088Z", "2018-02-01T15:18:02.088999+02:00", "1970-01-01t00:00:00-00:30", "2018-02-01", <<"x">>]},
    [
        {date_to_gregorian_days, [Date]}, {date_to_gregorian_days, [Year, Month, Day]}, {datetime_to_gregorian_seconds, [DateTime]}, {day_of_the_week, [Date]},
        {day_of_the_week, [Year, Month, Day]}, {gregorian_days_to_date, [{one, [0, 1, 59, 60, 365, 366, 730000, 738000]}]},
        {gregorian_seconds_to_datetime, [{one, [0, 1, 86400, 63000000000]}]}, {is_leap_year, [Year]}, {iso_week_number, [Date]}, {last_day_of_the_month, [Year, Month]},
        {now_to_datetime, [{is, {1700, 1, 5}}]}, {now_to_universal_time, [{is, {951, 782400, 0}}]}, {rfc3339_to_system_time, [Text]},
        {rfc3339_to_system_time, [Text, {one, [[], [{unit, millisecond}], [{unit, microsecond}], [{unit, nanosecond}]]}]}, {seconds_to_daystime, [Stamp]},
        {seconds_to_time, [{one, [0, 1, 3600, 86399, 86400]}]}, {system_time_to_rfc3339, [Stamp, {one, [[{offset, "Z"}], [{offset, 3600}], [{offset, "-01:30"}]]}]},
        {system_time_to_rfc3339, [{one, [1517498278088, 0, 1]}, {one, [[{unit, millisecond}, {offset, "Z"}], [{offset, 0}, {time_designator, $\s}, {unit, microsecond}]]}]},
        {system_time_to_universal_time, [Stamp, {one, [second, millisecond, nanosecond]}]}, {time_difference, [DateTime, DateTime]}, {time_to_seconds, [Time]},
        {valid_date, [Date]}, {valid_date, [Year, Month, Day]},
        %% In UTC, which is the zone of these tests.
        {local_time_to_universal_time, [{tuple, [{is, {2020, 6, 1}}, Time]}]}, {local_time_to_universal_time_dst, [{tuple, [{is, {2020, 6, 1}}, Time]}]},
        {universal_time_to_local_time, [{tuple, [{is, {2020, 6, 1}}, Time]}]}, {now_to_local_time, [{is, {951, 782400, 0}}]},
        {system_time_to_local_time, [Stamp, {one, [second, millisecond]}]}, {system_time_to_rfc3339, [Stamp]}, {local_time, []}, {universal_time, []},
        {valid_date, [{made, fun(_) -> {Now, Week} = calendar:iso_week_number(), {Now, Week div Week, 1} end, {is, []}}]}
    ] ++ newer(DateTime).

-if(?OTP_RELEASE >= 29).
newer(DateTime) ->
    Options = {one, [[], [{unit, millisecond}]]},
    [
        {local_time_to_system_time, [{one, [{{2020, 6, 1}, {1, 2, 3}}]}]}, {local_time_to_system_time, [{one, [{{2020, 6, 1}, {1, 2, 3}}]}, Options]},
        {universal_time_to_system_time, [DateTime]}, {universal_time_to_system_time, [DateTime, Options]}
    ].
-else.
newer(_) -> [].
-endif.
