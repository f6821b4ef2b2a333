/* time: seconds since 1970 as the dates of a document. */
#include "typeset/pdf/pdf.h"

#define DAY 86400

/* Days since 1970-01-01 as a date of the Gregorian calendar (after Howard Hinnant's
   civil_from_days). */
static struct date date_of_days(long long days)
{
    days += 719468;
    long long era = (days >= 0 ? days : days - 146096) / 146097;
    long long day_of_era = days - era * 146097;
    long long year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    long long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    long long shifted = (5 * day_of_year + 2) / 153;
    int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    return (struct date){(int)(year_of_era + era * 400 + (month <= 2)), month,
        (int)(day_of_year - (153 * shifted + 2) / 5 + 1)};
}

void pdf_info_epoch(struct pdf_info *info, long long epoch)
{
    long long days = epoch / DAY - (epoch % DAY < 0);
    int seconds = (int)(epoch - days * DAY);
    info->date = date_of_days(days);
    info->hour = seconds / 3600;
    info->minute = seconds / 60 % 60;
    info->second = seconds % 60;
}
