// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

/// The keys that the Open mSupply reader requires, as protocol.md Appendix A has them: key:code, with commas between,
/// since one key has a space.
inline QHash<QByteArray, QByteArray> requiredKeys()
{
    return {
        {"abbreviation", "ID:s,abbreviation:s,expansion:s"},
        {"user", "ID:s,name:s,e_mail:s?,Language:i,first_name:s?,last_name:s?,phone1:s?,job_title:s?"},
        {"unit", "ID:s,units:s,comment:s,order_number:i"},
        {"item_category", "ID:s,Description:s,sort_order:i"},
        {"item",
            "ID:s,item_name:s,code:s,unit_ID:s?,type_of:e=non_stock|service|general,default_pack_size:n,is_vaccine:b,"
            "VEN_category:s,strength:s?,doses:i,category_ID:s?,restricted_location_type_ID:s?,volume_per_pack:n,"
            "universalcodes_code:s?"},
        {"item_direction", "ID:s,item_ID:s,directions:s,priority:i"},
        {"name",
            "ID:s,name:s,code:s,type:e=store|facility|patient|invad|repack|build,customer:b,supplier:b,"
            "supplying_store_id:s?,first:s?,last:s?,female:b,date_of_birth:d,phone:s?,charge code:s?,comment:s?,"
            "country:s?,bill_address1:s?,bill_address2:s?,email:s?,url:s?,manufacturer:b,donor:b,hold:b,"
            "NEXT_OF_KIN_ID:s?,next_of_kin_relative:s?,created_date:d,national_health_number:s?,isDeceased:b,"
            "om_created_datetime:dt,om_gender:e=|MALE|FEMALE"},
        {"name_tag", "ID:s,description:s"},
        {"name_tag_join", "ID:s,name_ID:s,name_tag_ID:s"},
        {"store",
            "ID:s,name_ID:s,code:s,sync_id_remote_site:i,logo:s?,store_mode:e=store|dispensary,created_date:d,"
            "disabled:b"},
        {"name_store_join", "ID:s,store_ID:s,name_ID:s"},
        {"list_master", "ID:s,description:s,code:s,note:s,isProgram:b,programSettings:j"},
        {"list_master_line", "ID:s,item_master_ID:s,item_ID:s"},
        {"list_master_name_join", "ID:s,name_ID:s,list_master_ID:s"},
        {"periodSchedule", "ID:s,name:s"},
        {"period", "ID:s,periodScheduleID:s,startDate:D,endDate:D,name:s"},
        {"options",
            "ID:s,type:e=positiveInventoryAdjustment|negativeInventoryAdjustment|openVialWastage|closedVialWastage|"
            "returnReason|requisitionLineVariance,isActive:b,title:s"},
        {"pref", "store_ID:s,item:e=store_preferences,data:o"},
        {"currency", "ID:s,rate:n,currency:s,is_home_currency:b,date_updated:d"},
        {"clinician",
            "ID:s,code:s,last_name:s,initials:s,first_name:s?,address1:s?,address2:s?,phone:s?,mobile:s?,email:s?,"
            "female:b,active:b,store_ID:s?"},
        {"clinician_store_join", "ID:s,store_ID:s,prescriber_ID:s"},
        {"barcode", "ID:s,barcode:s,itemID:s,manufacturerID:s?,parentID:s?"},
        {"Location_type", "ID:s,Description:s,Temperature_min:n,Temperature_max:n"},
        {"Location", "ID:s,Description:s,code:s,hold:b,store_ID:s,type_ID:s?,Volume:n"},
        {"item_line",
            "ID:s,store_ID:s,item_ID:s,batch:s?,expiry_date:d,hold:b,location_ID:s?,pack_size:n,available:n,"
            "quantity:n,cost_price:n,sell_price:n,note:s?,name_ID:s?,barcodeID:s?,vvm_status_id:s?,total_volume:n,"
            "volume_per_pack:n"},
        {"transact",
            "ID:s,name_ID:s,store_ID:s,invoice_num:i,type:e=ci|si|cc|sc|sr,status:e=nw|sg|cn|fn,user_ID:s?,hold:b,"
            "comment:s?,their_ref:s?,prescriber_ID:s?,currency_ID:s?,currency_rate:n,goods_received_ID:s?,"
            "original_PO_ID:s?,requisition_ID:s?,linked_transaction_id:s?,nameInsuranceJoinID:s?,donor_default_id:s?,"
            "insuranceDiscountAmount:n,insuranceDiscountRate:n,entry_date:D,entry_time:t,confirm_date:d,"
            "confirm_time:t,finalised_date:d,finalised_time:t,mode:e=store|dispensary"},
        {"trans_line",
            "ID:s,transaction_ID:s,item_ID:s,item_name:s,item_line_ID:s?,location_ID:s?,batch:s?,expiry_date:d,"
            "pack_size:n,cost_price:n,sell_price:n,type:e=stock_in|stock_out|placeholder|service,quantity:n,note:s?,"
            "optionID:s?,linked_transact_id:s?,donor_id:s?,vaccine_vial_monitor_status_ID:s?,volume_per_pack:n"},
        {"Stock_take",
            "ID:s,created_by_ID:s,status:e=sg|fn,Description:s?,comment:s?,Locked:b,invad_additions_ID:s?,"
            "invad_reductions_ID:s?,serial_number:i,stock_take_created_date:D,stock_take_time:t,stock_take_date:d,"
            "store_ID:s"},
        {"Stock_take_lines",
            "ID:s,stock_take_ID:s,location_id:s?,comment:s?,snapshot_qty:n,snapshot_packsize:n,stock_take_qty:n,"
            "is_edited:b,item_line_ID:s?,item_ID:s,item_name:s,Batch:s?,expiry:d,cost_price:n,sell_price:n,"
            "optionID:s?,vaccine_vial_monitor_status_ID:s?,volume_per_pack:n"},
        {"requisition",
            "ID:s,serial_number:i,name_ID:s,store_ID:s,type:e=request|response|im|sh|supply|report,"
            "status:e=sg|cn|fn|nw,user_ID:s?,date_entered:D,lastModifiedAt:i,requester_reference:s?,"
            "linked_requisition_id:s?,thresholdMOS:n,daysToSupply:i,comment:s?,authorisationStatus:e=,orderType:s?,"
            "periodID:s?,programID:s?"},
        {"requisition_line",
            "ID:s,requisition_ID:s,item_ID:s,itemName:s,authoriser_comment:s?,comment:s?,om_snapshot_datetime:dt,"
            "optionID:s?,Cust_stock_order:n,suggested_quantity:n,actualQuan:n,stock_on_hand:n,daily_usage:n,"
            "approved_quantity:n,Cust_prev_stock_balance:n,Cust_stock_received:n,Cust_stock_issued:n,stockLosses:n,"
            "stockAdditions:n,stockExpiring:n,days_out_or_new_demand:n,Cust_loss_adjust:n"},
        {"om_activity_log", "ID:s,type:e=INVOICE_CREATED|USER_LOGGED_IN,user_ID:s,store_ID:s,record_ID:s,datetime:s"},
    };
}
